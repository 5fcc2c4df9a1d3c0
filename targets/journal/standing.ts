import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { beside } from './durable-file.ts';
import { DONE, hasEnded, sweepEnded } from './journal.ts';
import { isStale, readLock, removeLock, STALE_AFTER_MS, type StandingLock } from './lock.ts';
import { journalsIn, locksIn } from './state-directory.ts';

/** What runs left, or still use: a journal with the locks that name it. */
export interface Standing {
  /** An absolute path; as it was written where a lock of an older version names a relative one. */
  readonly journal: string;
  readonly locks: readonly StandingLock[];
}

/** All of a state directory: what its locks name, and the journals that stand there. */
export function standingIn(directory: string): Standing[] {
  const byJournal = new Map<string, StandingLock[]>();
  for (const lock of locksOf(directory)) {
    const journal = lock.owner?.journal ?? '';
    byJournal.set(journal, [...(byJournal.get(journal) ?? []), lock]);
  }
  for (const journal of journalsOf(directory)) {
    if (!byJournal.has(journal)) byJournal.set(journal, []);
  }
  return [...byJournal].map(([journal, locks]) => ({ journal, locks }));
}

/** What stands of one journal. */
export function standingOf(journal: string, directory: string): Standing {
  return standingIn(directory).find((one) => one.journal === journal) ?? { journal, locks: [] };
}

/** The lock of an owner who may still be at work. */
export function heldLock({ locks }: Standing, now: number): StandingLock | undefined {
  return locks.find((lock) => !isStale(lock, now));
}

/** Removes what a run left that ended well and was killed while it tidied up. Returns whether it had ended so. */
export function tidyEnded({ journal, locks }: Standing): boolean {
  if (!isAbsolute(journal) || !hasEnded(journal)) return false;
  for (const lock of locks) removeLock(lock);
  sweepEnded(journal);
  return true;
}

/** Whether a journal stands in the state directory, so that nobody else can have put it there. */
export function isKept(journal: string, directory: string): boolean {
  try {
    const folder = realpathSync(dirname(resolve(journal)));
    return folder === realpathSync(journalsIn(directory)) && lstatSync(journal).isFile();
  } catch {
    return false;
  }
}

/** What time it is for whoever keeps the locks, which may be another machine. */
export function timeAt(directory: string): number {
  const locks = locksIn(directory);
  const probe = beside(join(locks, 'now'));
  try {
    const file = openSync(probe, 'wx', 0o600);
    const { mtimeMs } = fstatSync(file);
    closeSync(file);
    return mtimeMs;
  } catch {
    return Date.now();
  } finally {
    rmSync(probe, { force: true });
  }
}

function locksOf(directory: string): StandingLock[] {
  const locks = locksIn(directory);
  return namesIn(locks).flatMap((name) => {
    if (name.endsWith('.tmp')) sweep(join(locks, name));
    const [, key] = /^(.*)\.lock$/.exec(name) ?? [];
    return (key !== undefined && readLock(locks, key)) || [];
  });
}

function journalsOf(directory: string): string[] {
  const journals = journalsIn(directory);
  return namesIn(journals).flatMap((name) => {
    const path = join(journals, name);
    if (name.endsWith('.tmp')) sweep(path);
    if (name.endsWith(`.jsonl${DONE}`)) return [path.slice(0, -DONE.length)];
    return name.endsWith('.jsonl') ? [path] : [];
  });
}

/** What a kill left of a file that was still being written. */
function sweep(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > STALE_AFTER_MS) rmSync(path, { force: true });
}

function namesIn(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory).toSorted() : [];
}
