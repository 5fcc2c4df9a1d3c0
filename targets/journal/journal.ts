import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createWhole, makeDirectory, syncDirectory, writeWhole, type Write, codeOf } from './durable-file.ts';
import { NO_SUM, sealLine, type JournalEntry, type JournalHeader } from './journal-line.ts';
import { readJournal } from './read-journal.ts';
import { StateFault } from './state-directory.ts';

/**
 * The write-ahead record of a run: each entry is on the disk, whole and synced, before `append` returns. Only its owner
 * may read it. It appears with its header or not at all.
 */
export class Journal {
  readonly path: string;
  readonly #file: number;
  readonly #write: Write | undefined;
  #n = 0;
  #sum = NO_SUM;
  /** Bytes up to the end of the last whole line. */
  #size: number;
  #fault: StateFault | null = null;

  /** @throws {StateFault} where it cannot be written, and what the file system says where there is one already. */
  constructor(path: string, header: JournalHeader, write?: Write) {
    this.path = resolve(path);
    this.#write = write;
    const { text, sum } = sealLine(this.#n, this.#sum, { header });
    try {
      makeDirectory(dirname(this.path));
      this.#file = createWhole(this.path, text, write);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error;
      throw notWritten(this.path, error);
    }
    this.#sum = sum;
    this.#size = Buffer.byteLength(text);
  }

  /** Why nothing more can be written; `null`: it can. */
  get fault(): StateFault | null {
    return this.#fault;
  }

  /** @throws {StateFault} where the line is not on the disk; then none follows it, and what there is of it is cut off. */
  append(entry: JournalEntry): void {
    if (this.#fault) throw this.#fault;
    const { text, sum } = sealLine(this.#n + 1, this.#sum, { entry });
    const bytes = Buffer.from(text);
    try {
      writeWhole(this.#file, bytes, this.#size, this.#write);
      fdatasyncSync(this.#file);
    } catch (error) {
      this.#fault = notWritten(this.path, error);
      cutOff(this.#file, this.#size);
      throw this.#fault;
    }
    this.#n += 1;
    this.#sum = sum;
    this.#size += bytes.length;
  }

  /** Everything is as it was: the originals need not be kept. The file goes once `release` has given back the locks. */
  finish(release: () => void): void {
    closeSync(this.#file);
    retireJournal(this.path, release);
  }

  /** Something is still to be put back. */
  keep(): void {
    closeSync(this.#file);
  }
}

/** Says in a journal that a person gave up the originals of an account; also in one that is damaged, or torn. */
export function forgetInJournal(path: string, account: string): void {
  const { header, last, wholeBytes } = readJournal(path);
  const entry: JournalEntry = { kind: 'forgotten', account };
  const text =
    header?.format === 1 ? `${JSON.stringify(entry)}\n` : sealLine(last.n + 1, last.sum, { entry }).text;
  const file = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    // A torn line must not become one in the middle.
    ftruncateSync(file, wholeBytes);
    writeWhole(file, Buffer.from(text), wholeBytes);
    fdatasyncSync(file);
  } catch (error) {
    throw notWritten(path, error);
  } finally {
    closeSync(file);
  }
}

/**
 * Removes a journal whose originals are all back. Killed in between, its name tells that it had ended, also on a disk
 * that is full: locks that still name it are nobody's.
 */
export function retireJournal(path: string, release: () => void): void {
  const done = doneName(path);
  renameSync(path, done);
  syncDirectory(dirname(path));
  release();
  rmSync(done, { force: true });
  syncDirectory(dirname(path));
}

/** Whether a run ended well, and was killed before it had tidied up. */
export function hasEnded(path: string): boolean {
  return !existsSync(path) && existsSync(doneName(path));
}

/** Removes what is left of a journal that has ended. */
export function sweepEnded(path: string): void {
  rmSync(doneName(path), { force: true });
}

export const DONE = '.done';

function doneName(path: string): string {
  return `${path}${DONE}`;
}

/** What was not whole must not be followed by a line, nor be taken for one. */
function cutOff(file: number, size: number): void {
  try {
    ftruncateSync(file, size);
    fdatasyncSync(file);
  } catch {
    // Then a torn line stays, as a kill leaves it.
  }
}

function notWritten(path: string, error: unknown): StateFault {
  return new StateFault(
    `the journal ${path} cannot be written (${codeOf(error) ?? String(error)}), so nothing more is changed`,
  );
}
