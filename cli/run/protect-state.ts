import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Contract, Resource } from '../../spec/contract.ts';
import { type RestorerOptions, StateRestorer } from '../../harness/restore/state-restorer.ts';
import { accountsOf, claimAccounts, restoreCommandLine } from '../../targets/journal/claim-accounts.ts';
import { confirmIdentities } from '../../targets/identity/guard-identities.ts';
import { Journal } from '../../targets/journal/journal.ts';
import { lockOwner } from '../../targets/journal/lock.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { journalsIn, stateDirectory } from '../../targets/journal/state-directory.ts';
import { type Pace, realPace } from '../../targets/pacing/pace.ts';
import type { Target } from '../../targets/target.ts';
import { clearTheWay, refusePublicPlace, type WayOptions } from './clear-the-way.ts';
import { isDeepStrictEqual } from 'node:util';
import { takeSnapshot, type Snapshot } from '../../harness/restore/snapshot.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';

/** Milliseconds between the two readings: another run writes more often than that. */
const APART_MS = 5000;

interface ProtectOptions extends WayOptions {
  /** With only the accounts that this run may change, where others are changed by other shards; the target, where it is not given. */
  readonly owned?: Target;
  readonly contract: Contract;
  /** Whether anything is going to be changed. */
  readonly changes: boolean;
  /** Path of the journal; where none is given, it stands in the state directory, and on loopback there is none. */
  readonly journal?: string | undefined;
  /** Of the pause between two readings; the real time where it is not given. */
  readonly pace?: Pace | undefined;
  /** Where reports go. */
  readonly reportPaths?: readonly string[] | undefined;
  /** How the target was named, for `restore`. */
  readonly named?: Readonly<Record<string, string>> | undefined;
}

/** The state of a target while it is changed. */
interface Protection {
  readonly restorer: RestorerOptions;
  /** The command that restores what the run left changed; `null` where it keeps no journal. */
  readonly restoreWith: string | null;
  /** `settled`: all is as it was, so that nothing needs to be remembered. */
  end(settled: boolean): void;
}

/**
 * Before the first write: confirms who we are, opens the journal and takes the locks of the accounts.
 * @throws {SafetyRefusal} saying what to do, and {UsageError} for a journal that would be uploaded.
 */
export async function protectState(options: ProtectOptions): Promise<Protection> {
  const { target, contract, concealer, changes, journal: given = target.journal, stop } = options;
  const hidden = target.loopback && given === undefined;
  const onOriginal: RestorerOptions['onOriginal'] = (snapshot) => {
    if (!hidden) concealer.learn(snapshot);
  };
  const readFirst = !hidden;
  if (!changes || hidden) return { restorer: { onOriginal, readFirst }, restoreWith: null, end() {} };
  const { owned = target } = options;
  const now = new Date();
  const directory = stateDirectory(process.env);
  const unique = `${now.toISOString().replaceAll(/\W/g, '')}-${randomBytes(4).toString('hex')}.jsonl`;
  const path = given === undefined ? join(journalsIn(directory), unique) : resolve(given);
  refusePublicPlace(path, { reportPaths: options.reportPaths ?? [], named: given !== undefined });
  if (!target.loopback) await confirmIdentities(target, options.signal);
  await clearTheWay(directory, { ...options, target: owned });
  // First the journal, then the locks: one that stands has a journal, whenever we are killed.
  const journal = openJournal(path, {
    format: 2,
    edition: contract.edition,
    target: { name: target.name, endpoint: target.endpoint.href },
    options: options.named ?? {},
    startedAt: now.toISOString(),
    accounts: accountsOf(owned),
  });
  try {
    const claim = claimAccounts(owned, {
      directory,
      owner: lockOwner(path, now.toISOString()),
      replace: (lock) => {
        throw new SafetyRefusal(leftBehind(lock.owner?.journal ?? null, lock.key));
      },
    });
    try {
      if (!target.loopback) await refuseAccountsInUse(owned, options);
    } catch (error) {
      claim.release();
      throw error;
    }
    stop.why = claim.lost;
    const onMended = (problem: string) => options.say?.(concealer.conceal(problem));
    return {
      restorer: { journal, onOriginal, onMended, readFirst, lost: claim.lost },
      restoreWith: restoreCommandLine(path),
      end(settled) {
        if (settled && claim.lost() === null) return journal.finish(claim.release);
        journal.keep();
        claim.abandon();
      },
    };
  } catch (error) {
    // Nothing was changed.
    journal.finish(() => {});
    throw error;
  }
}

function openJournal(path: string, header: ConstructorParameters<typeof Journal>[1]): Journal {
  try {
    return new Journal(path, header);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new SafetyRefusal(
      `the journal ${path} of another run exists: run "${restoreCommandLine(path)}" first`,
    );
  }
}

/** A lock that turned up only now. */
function leftBehind(journal: string | null, key: string): string {
  return `account ${key} was left by a run that did not end: run "${journal === null ? restoreCommandLine() : restoreCommandLine(journal)}" first`;
}

interface Reading {
  readonly contract: Contract;
  readonly client: WireClient;
  readonly pace?: Pace | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads what a run may change twice, before its first write. Locks are known on this machine only; what changes
 * meanwhile is in use by somebody else.
 * @throws {SafetyRefusal} naming the account and what of it changed.
 */
async function refuseAccountsInUse(target: Target, reading: Reading): Promise<void> {
  const before = await readAll(target, reading);
  if (before.size === 0) return;
  await (reading.pace ?? realPace).sleep(APART_MS, reading.signal);
  const after = await readAll(target, reading);
  reading.signal?.throwIfAborted();
  for (const [key, first] of before) {
    const second = after.get(key);
    // What cannot be read is not touched anyway.
    if (second === undefined || isDeepStrictEqual(first, second)) continue;
    const [account = '', resource = ''] = key.split(' ');
    throw new SafetyRefusal(
      `account ${account} is in use: its ${resource} changed within ${APART_MS / 1000} s, before anything was changed here: wait until nobody else changes it`,
    );
  }
}

async function readAll(
  target: Target,
  { contract, client, signal }: Reading,
): Promise<Map<string, Snapshot>> {
  const restorer = new StateRestorer(target, contract, client);
  const resources: Resource[] = [
    'alternate-contact',
    'primary-contact',
    ...(target.safety.tier === 'regions' ? (['region'] as const) : []),
  ];
  const found = new Map<string, Snapshot>();
  const accounts = new Set(target.identities.flatMap(({ accountId }) => accountId ?? []));
  for (const account of accounts) {
    for (const resource of resources) {
      const reach = restorer.reach(account, resource, signal);
      const snapshot = reach && (await takeSnapshot(contract, resource, reach));
      if (snapshot) found.set(`${account} ${resource}`, snapshot);
    }
  }
  return found;
}
