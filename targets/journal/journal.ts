import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whose journal it is, and how the target is found again; no credentials. */
export interface JournalHeader {
  readonly format: 1;
  readonly edition: string;
  readonly target: { readonly name: string; readonly endpoint: string };
  /** As given on the command line. */
  readonly options: Readonly<Record<string, string>>;
  readonly startedAt: string;
}

/** What was there before the first change, or what is about to be changed. */
export type JournalEntry =
  | {
      readonly kind: 'original';
      readonly account: string;
      readonly resource: string;
      readonly snapshot: unknown;
    }
  | {
      readonly kind: 'wrote';
      readonly account: string;
      readonly resource: string;
      /** Contact type or region; `*`: the request names none. */
      readonly name: string;
      readonly operation: string;
      readonly texts: readonly string[];
    };

export interface JournalContents {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
}

/** The write-ahead record of a run: each entry is on the disk before `append` returns. Only its owner may read it. */
export class Journal {
  readonly path: string;
  readonly #file: number;

  /** @throws where the file exists or cannot be made. */
  constructor(path: string, header: JournalHeader) {
    this.path = resolve(path);
    const directory = dirname(this.path);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#file = openSync(this.path, 'wx', 0o600);
    this.#write(header);
    syncDirectory(directory);
  }

  append(entry: JournalEntry): void {
    this.#write(entry);
  }

  /** Everything is as it was: the originals need not be kept. */
  finish(): void {
    closeSync(this.#file);
    removeJournal(this.path);
  }

  /** Something is still to be put back. */
  keep(): void {
    closeSync(this.#file);
  }

  #write(line: unknown): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fdatasyncSync(this.#file);
  }
}

/**
 * `null` where not even its first line was written. A last line that is not whole is left out: nothing followed it.
 * @throws {SyntaxError} where it is no journal.
 */
export function readJournal(path: string): JournalContents | null {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const [header, ...entries] = lines.map((line) => JSON.parse(line) as unknown);
  if (header === undefined) return null;
  if (typeof header !== 'object' || header === null || !('format' in header) || header.format !== 1) {
    throw new SyntaxError(`${path}: is no journal of this version`);
  }
  return { header: header as JournalHeader, entries: entries as JournalEntry[] };
}

export function removeJournal(path: string): void {
  unlinkSync(path);
  syncDirectory(dirname(path));
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
