import { z } from 'zod';
import type { Level } from './contract.ts';
import { readSpecFile, levelField, namesField, sourceField } from './read-spec-file.ts';

/** What an accepted request does to a region's status; a target may skip `via`. */
export interface Transition {
  readonly request: string;
  readonly from: string;
  readonly via: string;
  readonly to: string;
}

/** A request that a status refuses; the status stays as it was. */
interface LifecycleRefusal {
  readonly request: string;
  readonly from: string;
  /** Names that may be given, the usual one first. */
  readonly errors: readonly string[];
  /** Reason of the validation error, where one is expected (should). */
  readonly reason: string | null;
  /** How binding it is that the request is refused. */
  readonly level: Level;
  /** How binding it is that the refusal bears one of `errors`. */
  readonly nameLevel: Level;
  /** Holds only while a change is under way. */
  readonly pending: boolean;
}

/** The life of a region's opt status in one account. */
export interface Lifecycle {
  readonly statuses: readonly string[];
  readonly pending: readonly string[];
  /** Statuses that no request changes. */
  readonly fixed: readonly string[];
  /** Of an opt-in region that nobody touched. */
  readonly initial: string;
  readonly transitions: readonly Transition[];
  readonly refusals: readonly LifecycleRefusal[];
  readonly unknownRegion: Pick<LifecycleRefusal, 'errors' | 'reason' | 'level'>;
}

const transition = z.strictObject({
  request: z.string(),
  from: z.string(),
  via: z.string(),
  to: z.string(),
  source: sourceField,
});
const refused = { errors: namesField, reason: z.string().nullable(), level: levelField, source: sourceField };
const refusal = z.strictObject({
  request: z.string(),
  from: z.string(),
  ...refused,
  nameLevel: levelField,
  pending: z.boolean(),
});

/** The form of spec/lifecycle.yaml. */
export const lifecycleSchema = z
  .strictObject({
    statuses: z.strictObject({
      source: sourceField,
      all: namesField,
      pending: namesField,
      fixed: namesField,
      initial: z.string(),
    }),
    transitions: z.array(transition).min(1),
    refusals: z.array(refusal).min(1),
    unknownRegion: z.strictObject(refused),
  })
  .superRefine(({ statuses, transitions, refusals }, context) => {
    const expectStatus = (status: string, path: (string | number)[]) => {
      if (statuses.all.includes(status)) return;
      context.addIssue({ code: 'custom', path, message: `expected one of statuses.all, found ${status}` });
    };
    for (const status of [...statuses.pending, ...statuses.fixed, statuses.initial])
      expectStatus(status, ['statuses']);
    for (const [at, entry] of transitions.entries()) {
      for (const key of ['from', 'via', 'to'] as const) expectStatus(entry[key], ['transitions', at, key]);
    }
    for (const [at, entry] of refusals.entries()) expectStatus(entry.from, ['refusals', at, 'from']);
  });

let loaded: Lifecycle | undefined;

/**
 * spec/lifecycle.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadLifecycle(): Lifecycle {
  if (loaded) return loaded;
  const { statuses, ...rest } = readSpecFile('lifecycle.yaml', lifecycleSchema);
  loaded = {
    statuses: statuses.all,
    pending: statuses.pending,
    fixed: statuses.fixed,
    initial: statuses.initial,
    ...rest,
  };
  return loaded;
}
