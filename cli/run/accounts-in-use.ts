import { isDeepStrictEqual } from 'node:util';
import type { Contract, Resource } from '../../spec/contract.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { takeSnapshot, type Snapshot } from '../../harness/restore/snapshot.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { realPace, type Pace } from '../../targets/pacing/pace.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';

/** Milliseconds between the two readings: another run writes more often than that. */
const APART_MS = 5000;

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
export async function refuseAccountsInUse(target: Target, reading: Reading): Promise<void> {
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
