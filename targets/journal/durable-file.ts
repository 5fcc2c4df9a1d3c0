import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, linkSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants;

/** The signature of `fs.writeSync` as it is used here, so that a test can play a full disk. */
export type Write = (file: number, bytes: Uint8Array, offset: number, length: number, at: number) => number;

/** A name beside a path that nobody else makes up, in whatever container. */
export function beside(path: string): string {
  return `${path}.${randomBytes(12).toString('hex')}.tmp`;
}

/** Writes all of the bytes, or throws; a short write is followed by one that says why. */
export function writeWhole(
  file: number,
  bytes: Uint8Array,
  at: number,
  write: Write = (...all) => writeSync(...all),
): void {
  let done = 0;
  while (done < bytes.length) {
    const written = write(file, bytes, done, bytes.length - done, at + done);
    if (written <= 0) throw new Error('nothing was written');
    done += written;
  }
}

/**
 * Makes a file that appears with its whole content or not at all: written aside, synced, then linked into place.
 * Returns it open. @throws where there is one of this name.
 */
export function createWhole(path: string, content: string, write?: Write): number {
  const aside = beside(path);
  // A name that is a link already is not followed.
  const file = openSync(aside, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    writeWhole(file, Buffer.from(content), 0, write);
    fsyncSync(file);
    linkSync(aside, path);
    syncDirectory(dirname(path));
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Makes a directory that only its owner may enter, and what is missing above it. */
export function makeDirectory(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) syncDirectory(dirname(made));
}

/** What was made, renamed or removed in a directory is so after a loss of power, too. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** The code that the system gave an error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Whether a disk is full, or what we may have of it. */
export function isNoRoom(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
}
