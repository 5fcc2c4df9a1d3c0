import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allowedAccounts } from '../guard/guard-account.ts';
import { isAlive, lockPath, releaseLock, takeLock, type LockOwner } from './lock.ts';
import { SafetyRefusal } from '../guard/safety-refusal.ts';
import type { Target } from '../target.ts';

/** Accounts of which this process alone changes something. */
export interface Claim {
  release(): void;
}

export interface ClaimOptions {
  /** Where state is kept; the locks stand in a folder of it. */
  readonly directory: string;
  readonly owner: LockOwner;
  readonly now: Date;
  /** Puts back what a journal records, and removes it; `null`: that was not asked for. */
  readonly restore: ((journal: string) => Promise<void>) | null;
}

/**
 * Takes the lock of each account that a run may change.
 * @throws {SafetyRefusal} where another run has one, or one ended without putting back what it changed.
 */
export async function claimAccounts(target: Target, options: ClaimOptions): Promise<Claim> {
  const directory = locksIn(options.directory);
  const taken: string[] = [];
  const release = () => {
    for (const key of taken) releaseLock(directory, key, options.owner);
  };
  try {
    for (const key of lockKeys(target)) {
      await claim(directory, key, options);
      taken.push(key);
    }
  } catch (error) {
    // What a journal still speaks of stays locked, by an owner who is gone soon.
    if (!existsSync(options.owner.journal)) release();
    throw error;
  }
  return { release };
}

/** Where the locks stand. */
export function locksIn(directory: string): string {
  return join(directory, 'locks');
}

/** One for each account; on loopback also by the port, since every emulator has the same accounts. */
export function lockKeys(target: Target): string[] {
  if (!target.loopback) return [...allowedAccounts(target)].toSorted();
  const { organizations, standalone } = target.world;
  const known = [
    ...standalone,
    ...organizations.flatMap(({ management, members }) => [management, ...members]),
    ...target.identities.map(({ accountId, name }) => accountId ?? name),
  ];
  return [...new Set(known)].toSorted().map((account) => `${target.endpoint.host}-${account}`);
}

async function claim(directory: string, key: string, options: ClaimOptions): Promise<void> {
  const holder = takeLock(directory, key, options.owner);
  if (holder === null) return;
  const age = `since ${holder.startedAt} (${minutes(holder, options.now)} minutes)`;
  if (isAlive(holder)) {
    throw new SafetyRefusal(
      `account ${key} is being changed by process ${holder.pid} on ${holder.host} ${age}: wait for its end; if it is gone, remove ${lockPath(directory, key)}`,
    );
  }
  if (existsSync(holder.journal)) {
    if (!options.restore) {
      throw new SafetyRefusal(
        `account ${key} was left by a run that did not end, ${age}: run "account-conformance restore ${holder.journal}" first, or add --restore-first`,
      );
    }
    await options.restore(holder.journal);
  }
  releaseLock(directory, key, holder);
  return claim(directory, key, options);
}

function minutes({ startedAt }: LockOwner, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(startedAt)) / 60_000));
}
