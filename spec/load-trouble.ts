import { z } from 'zod';
import { loadSigning } from './load-signing.ts';
import { namesField, patternField, readSpecFile, sourceField } from './read-spec-file.ts';

const TROUBLE_KINDS = ['clock', 'expired', 'expiring', 'credentials', 'trusted-access', 'denied'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** What says nothing about the service. */
export interface TroubleEntry {
  readonly kind: TroubleKind;
  /** In which answers: to any request with a right signature, or to a control that is denied; or without one. */
  readonly shows: 'credentials' | 'denial' | 'beforehand';
  readonly errors: readonly string[];
  /** Of the message, ECMA-262; what is captured tells more. */
  readonly messages: readonly string[];
  /** What was met, in words; with {who}, {found}, {off} and {actions}. */
  readonly met: string;
  /** What to do about it; with {command} for our own. */
  readonly next: string;
  readonly source: string;
}

/** The form of spec/trouble.yaml. */
export const troubleSchema = z
  .strictObject({
    troubles: z.array(
      z.strictObject({
        kind: z.enum(TROUBLE_KINDS),
        source: sourceField,
        shows: z.enum(['credentials', 'denial', 'beforehand']),
        errors: namesField.optional(),
        messages: z.array(patternField).min(1).optional(),
        met: z.string().min(1),
        next: z.string().min(1),
      }),
    ),
  })
  .superRefine(({ troubles }, context) => {
    for (const kind of TROUBLE_KINDS) {
      if (troubles.filter((one) => one.kind === kind).length === 1) continue;
      context.addIssue({ code: 'custom', path: ['troubles'], message: `expected ${kind} once` });
    }
    for (const [at, { shows, messages }] of troubles.entries()) {
      if ((shows === 'denial') === (messages !== undefined)) continue;
      const message = 'expected messages where it shows in a denial, and only there';
      context.addIssue({ code: 'custom', path: ['troubles', at], message });
    }
  });

let loaded: readonly TroubleEntry[] | undefined;

/**
 * spec/trouble.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadTrouble(): readonly TroubleEntry[] {
  loaded ??= readSpecFile('trouble.yaml', troubleSchema).troubles.map(
    ({ errors = [], messages = [], ...entry }) => ({ ...entry, errors, messages }),
  );
  return loaded;
}

/** The entry of a kind. @throws {RangeError} where there is none. */
export function troubleOf(kind: string): TroubleEntry {
  const found = loadTrouble().find((entry) => entry.kind === kind);
  if (!found) throw new RangeError(`no trouble is called ${kind}`);
  return found;
}

/** Errors that refuse the credentials of a request, or the clock by which it was signed. */
export function credentialErrors(): ReadonlySet<string> {
  return new Set([...loadSigning().names, ...loadTrouble().flatMap(({ errors }) => errors)]);
}
