import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
  type BigIntStats,
  readlinkSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { beside, createWhole, makeDirectory, codeOf, isNoRoom } from './durable-file.ts';
import { StateFault } from './state-directory.ts';

/** How often an owner touches its lock. */
export const TOUCH_EVERY_MS = 10_000;
/** A lock that was not touched for so long is nobody's, on whatever host. */
export const STALE_AFTER_MS = 60_000;

const schema = z.object({
  /** Random; older locks have none. */
  id: z.string().exactOptional(),
  account: z.string().exactOptional(),
  pid: z.int(),
  processStart: z.string().nullable(),
  kernel: z.string().nullable().exactOptional(),
  host: z.string(),
  startedAt: z.string(),
  journal: z.string(),
});

/** Who changes an account, and where the record of it stands. */
export type LockOwner = z.infer<typeof schema>;

export function lockOwner(journal: string, startedAt: string): LockOwner {
  return { id: randomUUID(), ...thisProcess(), host: hostname(), startedAt, journal };
}

/** A lock as it stands in its directory. */
export interface StandingLock {
  readonly key: string;
  readonly path: string;
  /** `null`: what it says cannot be read. */
  readonly owner: LockOwner | null;
  /** When its owner touched it last. */
  readonly touchedAt: number;
  readonly inode: bigint;
  readonly touched: bigint;
}

/** A lock that this process has. */
export class HeldLock {
  readonly key: string;
  readonly path: string;
  readonly owner: LockOwner;
  readonly #file: number;
  #inode: bigint;
  #touched: bigint;

  constructor(lock: { key: string; path: string; owner: LockOwner }, file: number) {
    this.key = lock.key;
    this.path = lock.path;
    this.owner = lock.owner;
    this.#file = file;
    const found = fstatSync(file, { bigint: true });
    this.#inode = found.ino;
    this.#touched = found.mtimeNs;
  }

  /** Whether nobody has taken it over, or taken it away. */
  isOurs(): boolean {
    const found = statOf(this.path);
    return found !== null && found.ino === this.#inode && found.mtimeNs === this.#touched;
  }

  /** Shows that its owner lives. */
  touch(): void {
    if (!this.isOurs()) return;
    try {
      // By the clock of whoever keeps the file, where that is another machine.
      writeSync(this.#file, '{', 0);
    } catch {
      const now = new Date();
      utimesSync(this.path, now, now);
    }
    this.#touched = fstatSync(this.#file, { bigint: true }).mtimeNs;
  }

  /** Gives it back, if it is still ours. */
  release(): void {
    const moved = beside(this.path);
    const ours = this.isOurs();
    closeSync(this.#file);
    if (!ours) return;
    try {
      // What was moved away belongs to nobody else, so it can be looked at in peace.
      renameSync(this.path, moved);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    if (statOf(moved)?.ino !== this.#inode) putBack(moved, this.path);
    rmSync(moved, { force: true });
  }

  /** Leaves it standing, for whoever puts the state back: its owner is gone from now on. */
  abandon(): void {
    if (this.isOurs()) utimesSync(this.path, new Date(0), new Date(0));
    closeSync(this.#file);
  }
}

/** Takes a lock; else returns who has it. @throws {StateFault} where it cannot be written. */
export function takeLock(directory: string, key: string, owner: LockOwner): HeldLock | StandingLock {
  const path = lockPath(directory, key);
  for (;;) {
    const known = readLock(directory, key);
    if (known) return known;
    try {
      makeDirectory(directory);
      return new HeldLock({ key, path, owner }, createWhole(path, JSON.stringify(owner)));
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new StateFault(
        `the lock ${path} cannot be written (${codeOf(error) ?? String(error)}), so nothing is changed`,
        { cause: error },
      );
    }
  }
}

/** Puts oneself in the place of an owner who is gone. `null`: somebody else was quicker. */
export function takeOver(standing: StandingLock, owner: LockOwner): HeldLock | null {
  const { key, path } = standing;
  const aside = beside(path);
  const isUntouched = () => {
    const found = statOf(path);
    return found?.ino === standing.inode && found.mtimeNs === standing.touched;
  };
  if (!isUntouched()) return null;
  try {
    const file = createWhole(aside, JSON.stringify(owner));
    if (isUntouched()) {
      renameSync(aside, path);
      return new HeldLock({ key, path, owner }, file);
    }
    closeSync(file);
    return null;
  } catch (error) {
    // A disk that is full must not keep state from being put back: touched by us, the lock itself will do.
    if (!isNoRoom(error) || !isUntouched()) throw error;
    const now = new Date();
    utimesSync(path, now, now);
    return new HeldLock({ key, path, owner: standing.owner ?? owner }, openSync(path, constants.O_RDWR));
  } finally {
    rmSync(aside, { force: true });
  }
}

/** `null` where nobody has it. */
export function readLock(directory: string, key: string): StandingLock | null {
  const path = lockPath(directory, key);
  try {
    const text = readFileSync(path, 'utf8');
    const found = statOf(path);
    if (!found) return null;
    const { ino: inode, mtimeNs: touched, mtimeMs } = found;
    return { key, path, owner: asOwner(text), touchedAt: Number(mtimeMs), inode, touched };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whether its owner is gone: it was not touched for long, or its process is known to have ended. */
export function isStale({ owner, touchedAt }: StandingLock, now: number): boolean {
  if (now - touchedAt > STALE_AFTER_MS) return true;
  return owner !== null && isGone({ kernel: null, ...owner });
}

/** Removes the lock of an owner who is gone. */
export function removeLock({ path, inode }: StandingLock): void {
  if (statOf(path)?.ino === inode) rmSync(path, { force: true });
}

export function lockPath(directory: string, key: string): string {
  return join(directory, `${key.replaceAll(/[^\w.-]/g, '_')}.lock`);
}

function asOwner(text: string): LockOwner | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Where somebody took the lock meanwhile, theirs stands. */
function putBack(moved: string, path: string): void {
  try {
    linkSync(moved, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function statOf(path: string): BigIntStats | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}

/** By what a process is known again on one machine. */
interface ProcessMark {
  readonly pid: number;
  /** When it started, in the kernel's count; `null` where it does not tell. Process ids are used again. */
  readonly processStart: string | null;
  /** Which boot of which kernel, and which of its process id namespaces: containers use the same ids. */
  readonly kernel: string | null;
}

function thisProcess(): ProcessMark {
  return { pid: process.pid, processStart: processStat(process.pid)?.start ?? null, kernel: kernel() };
}

/** Whether a process has certainly ended, seen from here; one in another container or on another host is not seen. */
function isGone(mark: ProcessMark): boolean {
  if (mark.kernel === null || mark.kernel !== kernel()) return false;
  const found = processStat(mark.pid);
  // A zombie acts no more, though it still has its number.
  return found === null || found.state === 'Z' || found.state === 'X' || found.start !== mark.processStart;
}

function kernel(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

function processStat(pid: number): { state: string; start: string } | null {
  try {
    // The name of the process may hold blanks; the fields are counted from behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, start: fields[18] ?? '' };
  } catch {
    return null;
  }
}
