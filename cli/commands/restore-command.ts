import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { reachedBy } from '../../harness/restore/state-restorer.ts';
import { claimAccounts, locksIn } from '../../targets/journal/claim-accounts.ts';
import { confirmIdentities } from '../../targets/identity/guard-identities.ts';
import { readJournal, type JournalContents } from '../../targets/journal/journal.ts';
import { isAlive, lockOwner, readLock, releaseLock, type LockOwner } from '../../targets/journal/lock.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { stateDirectory } from '../../targets/journal/state-directory.ts';
import type { Target } from '../../targets/target.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { EXIT_NOT_RESTORED, UsageError } from '../io/exit.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { connect, type ConnectOptions } from '../../harness/connect.ts';
import { restoreJournal } from '../run/restore-journal.ts';

type Problems = Awaited<ReturnType<typeof restoreJournal>>;

/** Puts back what interrupted runs changed: by one journal, or by all that are left. Exit 5 where it did not work. */
export async function restoreCommand(given: string | undefined, options: TargetOptions): Promise<number> {
  if (given !== undefined && !existsSync(given)) throw new UsageError(`${given}: there is no such journal`);
  const locks = heldLocks();
  const journals =
    given === undefined ? [...new Set(locks.map(({ owner }) => owner.journal))] : [resolve(given)];
  let exitCode = 0;
  for (const journal of journals) {
    const held = locks.filter(({ owner }) => owner.journal === journal);
    for (const { key, owner } of held) refuseRunning(key, owner);
    const { left, foreign } = existsSync(journal) ? await restoreNamed(journal, options) : NOTHING;
    for (const problem of [...left, ...foreign]) process.stdout.write(`${escapeInvisible(problem)}\n`);
    if (left.length > 0 || foreign.length > 0) exitCode = EXIT_NOT_RESTORED;
    if (left.length > 0) continue;
    for (const { key, owner } of held) releaseLock(locksIn(stateDirectory(process.env)), key, owner);
    process.stdout.write(`${journal}: all that we changed is as it was\n`);
  }
  if (journals.length === 0) process.stdout.write('no run was interrupted: nothing to restore\n');
  return exitCode;
}

const NOTHING: Problems = { left: [], foreign: [] };

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
    `account ${key} is still being changed by process ${owner.pid} on ${owner.host} since ${owner.startedAt}: wait for its end`,
  );
}

/** Finds the target as the interrupted run named it. */
async function restoreNamed(journal: string, options: TargetOptions): Promise<Problems> {
  const contents = readJournal(journal);
  const { target, close } = await openTarget({ ...contents?.header.options, ...options });
  try {
    const expected = contents?.header.target.endpoint ?? target.endpoint.href;
    if (target.endpoint.href !== expected) {
      throw new UsageError(
        `${journal}: belongs to ${expected}, not to ${target.endpoint.href}: add --target or --endpoint`,
      );
    }
    return await restoreOn(target, journal, contents);
  } finally {
    await close();
  }
}

/**
 * Takes over the accounts, makes sure that they are the ones of the journal, and puts back.
 * @throws {SafetyRefusal} where another run has an account, or credentials are of another one.
 */
export async function restoreOn(
  target: Target,
  journal: string,
  contents: JournalContents | null,
  options: ConnectOptions = {},
): Promise<Problems> {
  const now = new Date();
  const claim = await claimAccounts(target, {
    directory: stateDirectory(process.env),
    owner: lockOwner(journal, now.toISOString()),
    now,
    restore: async (other) => {
      // That the same journal is left is why we are here.
      if (other === journal) return;
      throw new SafetyRefusal(
        `an account of ${journal} was changed also by the run of ${other}, which did not end: run "account-conformance restore ${other}" first`,
      );
    },
  });
  if (!target.loopback) await confirmIdentities({ ...target, identities: needed(target, contents) });
  const contract = loadContract(contents?.header.edition as Edition | undefined);
  const { client, redactor } = await connect(target, contract, { sendAgain: true, ...options });
  guardDoor(redactor);
  try {
    const concealer = new Concealer(redactor);
    const problems = await restoreJournal(journal, { target, contract, client, concealer });
    // Else the accounts stay marked as left by a run that did not end.
    if (problems.left.length === 0) claim.release();
    return problems;
  } finally {
    await client.close();
  }
}

/** Those who act on the accounts that the journal speaks of. */
function needed(target: Target, contents: JournalContents | null): Target['identities'] {
  const accounts = (contents?.entries ?? []).map(({ account }) => account);
  return target.identities.filter((identity) =>
    accounts.some((account) => reachedBy(account, target) === identity),
  );
}
