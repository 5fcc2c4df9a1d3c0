import { z } from 'zod';
import { EDITIONS } from '../../spec/contract.ts';

const text = z.string();
const target = z.object({ name: text, endpoint: z.url() });
const options = z.object({
  target: text.exactOptional(),
  endpoint: text.exactOptional(),
  region: text.exactOptional(),
  config: text.exactOptional(),
});

/** Whose journal it is, and how the target is found again; no credentials. */
const header = z.object({
  format: z.literal([1, 2]),
  edition: z.enum(EDITIONS),
  target,
  /** As given on the command line. */
  options,
  startedAt: text,
  /** Those that the run may change; format 1 does not say. */
  accounts: z.array(text).exactOptional(),
});

const where = {
  account: text,
  resource: z.enum(['alternate-contact', 'primary-contact', 'primary-email', 'region']),
};

const entry = z.discriminatedUnion('kind', [
  /** What was there before the first change. */
  z.object({ kind: z.literal('original'), ...where, snapshot: z.unknown() }),
  /** What is about to be written. */
  z.object({
    kind: z.literal('wrote'),
    ...where,
    /** Contact type or region; `*`: the request names none. */
    name: text,
    operation: text,
    texts: z.array(text),
    /** Digests of the contact as a whole, in each reading; format 1 has none. */
    wholes: z.array(text).exactOptional(),
  }),
  /** The statuses just before a request that may change any region. */
  z.object({
    kind: z.literal('asked'),
    ...where,
    id: text,
    operation: text,
    statuses: z.record(text, text),
  }),
  /** What had changed just after it. */
  z.object({ kind: z.literal('answered'), ...where, id: text, operation: text, changed: z.array(text) }),
  /** A person said that the originals of this account need not come back. */
  z.object({ kind: z.literal('forgotten'), account: text }),
]);

export type JournalHeader = z.infer<typeof header>;
export type JournalEntry = z.infer<typeof entry>;

/** `null` where it is none. */
export function asHeader(value: unknown): JournalHeader | null {
  return header.safeParse(value).data ?? null;
}

/** `null` where it is none. */
export function asEntry(value: unknown): JournalEntry | null {
  return entry.safeParse(value).data ?? null;
}

/** All that is not of an account that a person gave up. */
export function letGo(entries: readonly JournalEntry[]): Exclude<JournalEntry, { kind: 'forgotten' }>[] {
  const forgotten = new Set(entries.flatMap((one) => (one.kind === 'forgotten' ? [one.account] : [])));
  return entries.flatMap((one) => (one.kind === 'forgotten' || forgotten.has(one.account) ? [] : [one]));
}
