import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who changes an account, and where the record of it stands. */
export interface LockOwner {
  readonly pid: number;
  /** When the process started, in the kernel's count; `null` where it does not tell. Process ids are used again. */
  readonly processStart: string | null;
  readonly host: string;
  readonly startedAt: string;
  readonly journal: string;
}

export function lockOwner(journal: string, startedAt: string): LockOwner {
  return { pid: process.pid, processStart: processStart(process.pid), host: hostname(), startedAt, journal };
}

/** Takes the lock; else returns who has it. */
export function takeLock(directory: string, key: string, owner: LockOwner): LockOwner | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = lockPath(directory, key);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(owner), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never in the place of another one.
    linkSync(own, path);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readLock(directory, key) ?? takeLock(directory, key, owner);
  } finally {
    rmSync(own, { force: true });
  }
}

/** `null` where nobody has it. */
export function readLock(directory: string, key: string): LockOwner | null {
  try {
    return JSON.parse(readFileSync(lockPath(directory, key), 'utf8')) as LockOwner;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Gives back a lock, if it is still this owner's. */
export function releaseLock(directory: string, key: string, owner: LockOwner): void {
  const path = lockPath(directory, key);
  const moved = `${path}.${process.pid}.released`;
  try {
    // What was moved away belongs to nobody else, so it can be looked at in peace.
    renameSync(path, moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(JSON.parse(readFileSync(moved, 'utf8'))) !== JSON.stringify(owner))
    linkSync(moved, path);
  rmSync(moved);
}

/** Whether the owner's process still runs; one on another host is taken to. */
export function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = processStart(owner.pid);
  return start === null || owner.processStart === null || start === owner.processStart;
}

export function lockPath(directory: string, key: string): string {
  return join(directory, `${key.replaceAll(/[^\w.-]/g, '_')}.lock`);
}

function processStart(pid: number): string | null {
  try {
    // The name of the process may hold blanks; the fields are counted from behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
