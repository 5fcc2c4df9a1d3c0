import { allowedAccounts } from '../guard/allowed-values.ts';
import { SafetyRefusal } from '../guard/safety-refusal.ts';
import { accountsOfWorld } from '../../spec/world.ts';
import type { Target } from '../target.ts';
import {
  HeldLock,
  isStale,
  readLock,
  takeLock,
  takeOver,
  TOUCH_EVERY_MS,
  type LockOwner,
  type StandingLock,
} from './lock.ts';
import { isNoRoom } from './durable-file.ts';
import { StateFault, locksIn } from './state-directory.ts';
import { timeAt } from './standing.ts';
import { ownCommand } from '../../results/text/own-command.ts';

/** Accounts of which this process alone changes something, until it gives them back. */
export interface Claim {
  /** Why nothing more may be changed; `null`: all locks are still ours. */
  lost(): string | null;
  /** All is as it was. */
  release(): void;
  /** Something is still to be put back: the accounts stay marked, but nobody is at work. */
  abandon(): void;
}

export interface ClaimOptions {
  /** Where state is kept; the locks stand in a folder of it. */
  readonly directory: string;
  readonly owner: LockOwner;
  /** Keys of locks to take besides those of the target. */
  readonly more?: readonly string[];
  /** Whether to take the place of the owner of a lock, who is gone. @throws {SafetyRefusal} with what to do instead. */
  readonly replace: (lock: StandingLock) => boolean;
  /** Goes on without the lock of an account that has none where the disk is full: nobody else can take it then. */
  readonly despiteFullDisk?: boolean;
}

/**
 * Takes the lock of each account that may be changed, and keeps it fresh.
 * @throws {SafetyRefusal} where somebody else has one; then none is taken.
 */
export function claimAccounts(target: Target, options: ClaimOptions): Claim {
  const directory = locksIn(options.directory);
  const keys = new Set([...lockKeys(target), ...(options.more ?? [])]);
  const held: Taken[] = [];
  try {
    for (const key of keys) {
      const taken = claim(directory, key, target, options);
      if (taken) held.push(taken);
    }
  } catch (error) {
    for (const { lock, replaced } of held) {
      // What a journal still speaks of stays locked.
      if (replaced) lock.abandon();
      else lock.release();
    }
    throw error;
  }
  const touching = setInterval(() => {
    for (const { lock } of held) lock.touch();
  }, TOUCH_EVERY_MS);
  touching.unref();
  const stop = (end: (lock: HeldLock) => void) => {
    clearInterval(touching);
    for (const { lock } of held) end(lock);
  };
  return {
    lost() {
      const gone = held.find(({ lock }) => !lock.isOurs())?.lock;
      return gone
        ? `the lock of account ${gone.key} is gone, somebody else has taken over: nothing more is changed or put back by this process; what was there is in ${options.owner.journal}`
        : null;
    },
    release: () => stop((lock) => lock.release()),
    abandon: () => stop((lock) => lock.abandon()),
  };
}

/** One for each account; on loopback also by the port, since every emulator has the same accounts. */
export function lockKeys(target: Target): string[] {
  return accountsOf(target).map((account) => keyPrefix(target) + account);
}

/** Those that a run may change. */
export function accountsOf(target: Target): string[] {
  if (!target.loopback) return [...allowedAccounts(target)].toSorted();
  const known = [
    ...accountsOfWorld(target.world),
    ...target.identities.map(({ accountId, name }) => accountId ?? name),
  ];
  return [...new Set(known)].toSorted();
}

function keyPrefix({ loopback, endpoint }: Target): string {
  // As a file may be named.
  return loopback ? `${endpoint.host.replaceAll(/[^\w.-]/g, '_')}-` : '';
}

/** The account of a lock. */
export function accountLocked({ key, owner }: StandingLock): string {
  return owner?.account ?? key.slice(key.lastIndexOf('-') + 1);
}

/** Says who has an account, and what to do if they are gone. Followed to the letter, it ends with the state put back. */
export function inUse({ key, owner, touchedAt }: StandingLock, now: number): string {
  const seconds = Math.max(0, Math.round((now - touchedAt) / 1000));
  const seen = `last sign of life ${seconds} s ago`;
  if (!owner) return `account ${key} is in use (${seen}), and its lock cannot be read: wait for its end`;
  const { pid, host, startedAt, journal } = owner;
  const minutes = Math.max(0, Math.round((now - Date.parse(startedAt)) / 60_000));
  return `account ${key} is being changed by process ${pid} on ${host} since ${startedAt} (${minutes} minutes), ${seen}: wait for its end. If it has died, run "${restoreCommandLine(journal)}" once a minute has passed since then`;
}

/** What a person types to have a journal restored. */
export function restoreCommandLine(...words: readonly string[]): string {
  return [ownCommand(), ...['restore', ...words].map(quoted)].join(' ');
}

function claim(directory: string, key: string, target: Target, options: ClaimOptions): Taken | null {
  const account = accountsOf(target).find((one) => keyPrefix(target) + one === key);
  const owner = account === undefined ? options.owner : { ...options.owner, account };
  for (;;) {
    const found = takeUnless(options.despiteFullDisk ?? false, () => takeLock(directory, key, owner));
    if (found === null) return null;
    if (found instanceof HeldLock) return { lock: found, replaced: false };
    const now = timeAt(options.directory);
    if (!isStale(found, now)) throw new SafetyRefusal(inUse(found, now));
    const lock = options.replace(found) ? takeOver(found, owner) : null;
    if (lock) return { lock, replaced: true };
    const standing = readLock(directory, key);
    if (standing && !isStale(standing, now)) throw new SafetyRefusal(inUse(standing, now));
  }
}

interface Taken {
  readonly lock: HeldLock;
  /** Whether it stood before, of an owner who is gone. */
  readonly replaced: boolean;
}

function takeUnless<T>(despiteFullDisk: boolean, take: () => T): T | null {
  try {
    return take();
  } catch (error) {
    if (despiteFullDisk && error instanceof StateFault && isNoRoom(error.cause)) return null;
    throw error;
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
