import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { locksIn } from '../targets/claim-accounts.ts';
import { readJournal } from '../targets/journal.ts';
import type { LockOwner } from '../targets/lock.ts';
import { isAlive, readLock, releaseLock } from '../targets/lock.ts';
import { SafetyRefusal } from '../targets/safety-refusal.ts';
import { stateDirectory } from '../targets/state-directory.ts';
import { Concealer } from './conceal.ts';
import { EXIT_NOT_RESTORED, UsageError } from './exit.ts';
import type { TargetOptions } from './open-target.ts';
import { openTarget } from './open-target.ts';
import { connect } from './prepare-run.ts';
import { restoreJournal } from './restore-journal.ts';

/** Puts back what interrupted runs changed: by one journal, or by all that are left. Exit 5 where it did not work. */
export async function restoreCommand(given: string | undefined, options: TargetOptions): Promise<number> {
  const locks = heldLocks();
  const journals = given === undefined ? [...new Set(locks.map(({ owner }) => owner.journal))] : [given];
  if (given !== undefined && !existsSync(given)) throw new UsageError(`${given}: there is no such journal`);
  let exitCode = 0;
  for (const journal of journals) {
    const held = locks.filter(({ owner }) => owner.journal === journal);
    for (const { key, owner } of held) refuseRunning(key, owner);
    const problems = existsSync(journal) ? await restoreOne(journal, options) : { left: [], foreign: [] };
    for (const problem of [...problems.left, ...problems.foreign]) process.stdout.write(`${problem}\n`);
    if (problems.left.length > 0 || problems.foreign.length > 0) exitCode = EXIT_NOT_RESTORED;
    if (problems.left.length > 0) continue;
    for (const { key, owner } of held) releaseLock(locksIn(stateDirectory(process.env)), key, owner);
    process.stdout.write(`${journal}: all that we changed is as it was\n`);
  }
  if (journals.length === 0) process.stdout.write('no run was interrupted: nothing to restore\n');
  return exitCode;
}

interface Held {
  readonly key: string;
  readonly owner: LockOwner;
}

function heldLocks(): Held[] {
  const directory = locksIn(stateDirectory(process.env));
  if (!existsSync(directory)) return [];
  const keys = readdirSync(directory).flatMap((name) => /^(.*)\.lock$/.exec(name)?.[1] ?? []);
  return keys.flatMap((key) => {
    const owner = readLock(directory, key);
    return owner ? [{ key, owner }] : [];
  });
}

function refuseRunning(key: string, owner: LockOwner): void {
  if (!isAlive(owner)) return;
  throw new SafetyRefusal(
    `account ${key} is still being changed by process ${owner.pid} on ${owner.host} since ${owner.startedAt}`,
  );
}

async function restoreOne(journal: string, options: TargetOptions) {
  const contents = readJournal(join(journal));
  const named = { ...contents?.header.options, ...options };
  const { target, close } = await openTarget(named);
  const contract = loadContract(contents?.header.edition as Edition | undefined);
  const expected = contents?.header.target.endpoint ?? target.endpoint.href;
  if (target.endpoint.href !== expected) {
    throw new UsageError(`${journal}: belongs to ${expected}, not to ${target.endpoint.href}`);
  }
  const { client } = await connect(target, contract);
  try {
    return await restoreJournal(journal, { target, contract, client, concealer: new Concealer() });
  } finally {
    await client.close();
    await close();
  }
}
