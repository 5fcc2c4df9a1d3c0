import { z } from 'zod';
import { isNestedAtMost } from '../../results/reading/finding-schema.ts';
import type { Provocation } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { isObject } from '../../generators/values/input-faults.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { KINDS, type FuzzCall } from '../fuzz-call.ts';

/** In bytes; entries are small, a file that is not is none of ours. */
export const LARGEST_FILE = 16 * 1024 * 1024;
const DEEPEST = 500;
const MOST_CALLS = 1000;
const MOST_HEADERS = 1000;

const text = z.string().max(LARGEST_FILE);
const word = z.string().max(1000);

const wire = z.strictObject({
  method: text,
  target: text,
  headers: z.array(z.tuple([text, text])).max(MOST_HEADERS),
  body: text.regex(/^[A-Za-z0-9+/]*={0,2}$/).transform((given) => Buffer.from(given, 'base64')),
  transport: z.enum(['pooled', 'raw']),
  provokes: z.array(word as z.ZodType<Provocation>).max(100),
  expects: z.enum(['refused', 'accepted', 'open']),
});

const call = z.strictObject({
  id: z.int().min(0),
  identity: word,
  operation: word,
  kind: z.enum(KINDS),
  label: text,
  input: z.custom<JsonObject>((given) => isObject(given as Json)),
  token: z.strictObject({ of: z.int().min(0), altered: z.boolean() }).exactOptional(),
  indistinguishableFrom: z.int().min(0).exactOptional(),
  untilSettled: z.literal(true).exactOptional(),
  wire: wire.exactOptional(),
});

const entrySchema = z.strictObject({ version: z.literal(1), calls: z.array(call).min(1).max(MOST_CALLS) });

/** The calls of an entry; `null`: none of ours, or cut off. */
export function parseEntry(given: string): readonly FuzzCall[] | null {
  try {
    const parsed: unknown = JSON.parse(given);
    if (!isNestedAtMost(DEEPEST, parsed)) return null;
    const calls: readonly FuzzCall[] | undefined = entrySchema.safeParse(parsed).data?.calls;
    return calls?.every(isWhatItSays) ? calls : null;
  } catch {
    return null;
  }
}

/** What a call changes is remembered by its operation: its bytes may change nothing else. */
function isWhatItSays({ wire: form, operation }: FuzzCall): boolean {
  if (!form) return true;
  const named = operationsNamed({ ...form, identity: null, operation }, loadContract('current'));
  return named.every(({ name, changes }) => changes === null || name === operation);
}
