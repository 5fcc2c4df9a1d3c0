import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as fc from 'fast-check';
import { z } from 'zod';
import { isObject } from '../../generators/values/input-faults.ts';
import { isNestedAtMost } from '../../results/reading/finding-schema.ts';
import { replaceFile } from '../../results/replace-file.ts';
import type { Provocation } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import { pick } from '../draw/choose.ts';
import { type FuzzCall, KINDS } from '../fuzz-call.ts';

/** A short sequence whose last call showed something new when it was kept. */
interface Entry {
  /** Its file has this name already, without the ending; `null`: it is not on disk yet. */
  id: string | null;
  readonly calls: readonly FuzzCall[];
  picks: number;
}

/** Bounds of memory and of disk. */
const MOST_ENTRIES = 2000;
/** How many entries are looked at for a fitting one; to weigh all of them takes longer than to send a call. */
const LOOKED_AT = 24;
const LARGEST_BODY = 16 * 1024;
const VERSION = 1;

/** Inputs that showed something new: in memory, and one file each below a directory where one is given. */
export class Corpus {
  readonly #directory: string | null;
  readonly #entries: Entry[] = [];
  readonly #mayRepeat: (operation: string) => boolean;
  readonly #sweep: (text: string) => string;
  /** How many of the first entries are on disk. */
  #saved = 0;

  /**
   * @param mayRepeat which operations of earlier runs may be sent again.
   * @param sweep removes secrets from what is written.
   */
  constructor(
    directory: string | null,
    mayRepeat: (operation: string) => boolean = () => true,
    sweep: (text: string) => string = (text) => text,
  ) {
    this.#mayRepeat = mayRepeat;
    this.#sweep = sweep;
    this.#directory = directory === null ? null : join(directory, 'inputs');
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Reads what earlier runs kept; a file that cannot be used is left alone and skipped. Returns how many were read. */
  async load(): Promise<number> {
    if (this.#directory === null) return 0;
    await mkdir(this.#directory, { recursive: true });
    const files = (await readdir(this.#directory)).filter((name) => name.endsWith('.json')).toSorted();
    for (const file of files.slice(0, MOST_ENTRIES)) {
      const path = join(this.#directory, file);
      const calls = (await stat(path)).size > LARGEST_FILE ? null : parseEntry(await readFile(path, 'utf8'));
      if (calls?.every(({ operation }) => this.#mayRepeat(operation)))
        this.#entries.push({ id: file.slice(0, -'.json'.length), calls, picks: 0 });
    }
    this.#saved = this.#entries.length;
    return this.#saved;
  }

  /** Keeps a sequence, unless there are too many or one of its bodies is too large. */
  add(calls: readonly FuzzCall[]): void {
    if (this.#entries.length >= MOST_ENTRIES) return;
    if (calls.some(({ wire }) => wire && wire.body.byteLength > LARGEST_BODY)) return;
    this.#entries.push({ id: null, calls, picks: 0 });
  }

  /** One entry that only these callers make, rather one that was seldom picked; `null`: none was met. */
  pick(random: fc.Random, callers: ReadonlySet<string>): readonly FuzzCall[] | null {
    let best: Entry | null = null;
    for (let looked = 0; looked < LOOKED_AT && this.#entries.length > 0; looked += 1) {
      const entry = pick(random, this.#entries);
      if (onlyBy(entry, callers) && (!best || entry.picks < best.picks)) best = entry;
    }
    if (!best) return null;
    best.picks += 1;
    return best.calls;
  }

  /** Entries that only these callers make, in a fixed order. */
  all(callers: ReadonlySet<string>): (readonly FuzzCall[])[] {
    return this.#entries.flatMap((entry) => (onlyBy(entry, callers) ? [entry.calls] : []));
  }

  /** Writes what is new, one file for each different sequence. */
  async save(): Promise<void> {
    if (this.#directory === null) return;
    const known = new Set(this.#entries.map(({ id }) => id));
    for (const entry of this.#entries.slice(this.#saved)) {
      this.#saved += 1;
      const text = this.#sweep(serialize(renumber(entry.calls, 0)));
      entry.id = createHash('sha256').update(text).digest('hex').slice(0, 16);
      if (!known.has(entry.id)) await replaceFile(join(this.#directory, `${entry.id}.json`), text);
      known.add(entry.id);
    }
  }
}

function onlyBy({ calls }: Entry, callers: ReadonlySet<string>): boolean {
  return calls.every(({ identity }) => callers.has(identity));
}

/** The calls with new numbers from `first` on; tokens still come from the same calls. */
export function renumber(calls: readonly FuzzCall[], first: number): FuzzCall[] {
  const ids = new Map(calls.map(({ id }, at) => [id, first + at]));
  return calls.map((call, at) => {
    // Two calls that are compared would be changed apart.
    const { token, indistinguishableFrom: _, ...rest } = call;
    const of = token && ids.get(token.of);
    return { ...rest, id: first + at, ...(token && of !== undefined ? { token: { ...token, of } } : {}) };
  });
}

function serialize(calls: readonly FuzzCall[]): string {
  const plain = calls.map(({ wire, ...call }) => ({
    ...call,
    ...(wire ? { wire: { ...wire, body: Buffer.from(wire.body).toString('base64') } } : {}),
  }));
  return `${JSON.stringify({ version: VERSION, calls: plain })}\n`;
}

/** In bytes; entries are small, a file that is not is none of ours. */
const LARGEST_FILE = 16 * 1024 * 1024;
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
