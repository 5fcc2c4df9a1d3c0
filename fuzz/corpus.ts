import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as fc from 'fast-check';
import { weighted } from './choose.ts';
import { KINDS } from './fuzz-call.ts';
import type { FuzzCall, WireForm } from './fuzz-call.ts';
import { replaceFile } from './replace-file.ts';

/** A short sequence whose last call showed something new when it was kept. */
interface Entry {
  readonly calls: readonly FuzzCall[];
  picks: number;
}

/** Bounds of memory and of disk. */
const MOST_ENTRIES = 2000;
const VERSION = 1;

/** Inputs that showed something new: in memory, and one file each below a directory where one is given. */
export class Corpus {
  readonly #directory: string | null;
  readonly #entries = new Map<string, Entry>();
  /** Not on disk yet. */
  #unsaved: string[] = [];

  constructor(directory: string | null) {
    this.#directory = directory === null ? null : join(directory, 'inputs');
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Reads what earlier runs kept; a file that cannot be read is left alone and skipped. Returns how many were read. */
  async load(): Promise<number> {
    if (this.#directory === null) return 0;
    await mkdir(this.#directory, { recursive: true });
    const files = (await readdir(this.#directory)).filter((name) => name.endsWith('.json')).toSorted();
    for (const file of files.slice(0, MOST_ENTRIES)) {
      const calls = parseEntry(await readFile(join(this.#directory, file), 'utf8'));
      if (calls) this.#entries.set(file.slice(0, -'.json'.length), { calls, picks: 0 });
    }
    return this.#entries.size;
  }

  add(calls: readonly FuzzCall[]): void {
    if (this.#entries.size >= MOST_ENTRIES) return;
    const renumbered = renumber(calls, 0);
    const id = createHash('sha256').update(serialize(renumbered)).digest('hex').slice(0, 16);
    if (this.#entries.has(id)) return;
    this.#entries.set(id, { calls: renumbered, picks: 0 });
    this.#unsaved.push(id);
  }

  /** One entry that only these callers make, the seldom picked ones first; `null`: there is none. */
  pick(random: fc.Random, callers: ReadonlySet<string>): readonly FuzzCall[] | null {
    const fitting = [...this.#entries.values()].filter(({ calls }) =>
      calls.every(({ identity }) => callers.has(identity)),
    );
    const entry =
      fitting[
        weighted(
          random,
          fitting.map(({ picks }) => 1 / (1 + picks)),
        )
      ];
    if (!entry) return null;
    entry.picks += 1;
    return entry.calls;
  }

  /** Entries that only these callers make, in a fixed order. */
  all(callers: ReadonlySet<string>): (readonly FuzzCall[])[] {
    return [...this.#entries.values()].flatMap(({ calls }) =>
      calls.every(({ identity }) => callers.has(identity)) ? [calls] : [],
    );
  }

  /** Writes what is new. */
  async save(): Promise<void> {
    if (this.#directory === null) return;
    const ids = this.#unsaved;
    this.#unsaved = [];
    for (const id of ids) {
      const calls = this.#entries.get(id)?.calls;
      if (calls) await replaceFile(join(this.#directory, `${id}.json`), serialize(calls));
    }
  }
}

/** The calls with new numbers from `first` on; tokens still come from the same calls. */
export function renumber(calls: readonly FuzzCall[], first: number): FuzzCall[] {
  const ids = new Map(calls.map(({ id }, at) => [id, first + at]));
  return calls.map((call, at) => {
    const { token, ...rest } = call;
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

/** `null`: no entry of ours, or cut off. */
function parseEntry(text: string): readonly FuzzCall[] | null {
  try {
    const { version, calls } = JSON.parse(text) as {
      version: number;
      calls: (FuzzCall & { wire?: WireForm })[];
    };
    if (version !== VERSION || !calls.every(isCall)) return null;
    return calls.map((call) =>
      call.wire
        ? { ...call, wire: { ...call.wire, body: Buffer.from(String(call.wire.body), 'base64') } }
        : call,
    );
  } catch {
    return null;
  }
}

function isCall({ id, identity, operation, kind, input }: FuzzCall): boolean {
  return (
    Number.isSafeInteger(id) &&
    typeof identity === 'string' &&
    typeof operation === 'string' &&
    KINDS.includes(kind) &&
    typeof input === 'object'
  );
}
