import { z } from 'zod';
import { readSpecFile, sourceField } from './read-spec-file.ts';

export const DEVIATION_KINDS = [
  'success-status',
  'success-body',
  'member-absent',
  'member-null',
  'member-empty',
  'text-trimmed',
  'text-case',
  'no-list',
  'no-status',
] as const;
type DeviationKind = (typeof DEVIATION_KINDS)[number];

/** What a service may do differently every time. */
export interface DeviationEntry {
  readonly kind: DeviationKind;
  readonly about: 'answer' | 'member' | 'operation';
  /** Of what it deviates from, or of what leaves it open. */
  readonly source: string;
  /** What is seen of it, as a sentence. */
  readonly seen: string;
  /** The one further form that is accepted, in words; with `{member}` and `{form}` for which. */
  readonly tolerated: string;
  /** The operation that is asked in place of one that is missing; `null`: it is about none. */
  readonly instead: string | null;
  /** Ids of the rules and invariants that judge it, `*` for any text; empty where a ruling leaves it open. */
  readonly owners: readonly string[];
  /** Id of the ruling that leaves it open; `null`: none does. */
  readonly ruling: string | null;
}

const rule = z.string().regex(/^[a-z-]+\/[\w*/.-]+$/, 'expected the id of a rule');

/** The form of spec/deviations.yaml. */
export const deviationsSchema = z
  .strictObject({
    deviations: z.array(
      z.strictObject({
        kind: z.enum(DEVIATION_KINDS),
        about: z.enum(['answer', 'member', 'operation']),
        source: sourceField,
        seen: z.string().regex(/\.$/, 'expected a sentence'),
        tolerated: z.string().min(1),
        instead: z.string().min(1).optional(),
        owners: z.array(rule).min(1).optional(),
        ruling: z.string().min(1).optional(),
      }),
    ),
  })
  .superRefine(({ deviations }, context) => {
    for (const [at, { owners, ruling }] of deviations.entries()) {
      if ((owners === undefined) !== (ruling === undefined)) continue;
      context.addIssue({
        code: 'custom',
        path: ['deviations', at],
        message: 'expected either owners or a ruling',
      });
    }
    for (const kind of DEVIATION_KINDS) {
      if (deviations.filter((one) => one.kind === kind).length === 1) continue;
      context.addIssue({ code: 'custom', path: ['deviations'], message: `expected ${kind} once` });
    }
  });

let loaded: readonly DeviationEntry[] | undefined;

/**
 * spec/deviations.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadDeviations(): readonly DeviationEntry[] {
  loaded ??= readSpecFile('deviations.yaml', deviationsSchema).deviations.map(
    ({ instead = null, owners = [], ruling = null, ...entry }) => ({ ...entry, instead, owners, ruling }),
  );
  return loaded;
}

/** The entry of a kind. @throws {RangeError} where there is none. */
export function deviationOf(kind: string): DeviationEntry {
  const found = loadDeviations().find((entry) => entry.kind === kind);
  if (!found) throw new RangeError(`no deviation is called ${kind}`);
  return found;
}
