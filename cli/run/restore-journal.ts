import { loadContract } from '../../spec/load-contract.ts';
import { StateRestorer, type RestoredAll } from '../../harness/restore/state-restorer.ts';
import { reachedBy } from '../../harness/restore/who-reaches.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { confirmIdentities } from '../../targets/identity/guard-identities.ts';
import { claimAccounts, restoreCommandLine } from '../../targets/journal/claim-accounts.ts';
import { hasEnded, retireJournal } from '../../targets/journal/journal.ts';
import { lockOwner, type StandingLock } from '../../targets/journal/lock.ts';
import { accountsIn, type JournalReading } from '../../targets/journal/read-journal.ts';
import type { Standing } from '../../targets/journal/standing.ts';
import { stateDirectory } from '../../targets/journal/state-directory.ts';
import type { WriteStop } from '../../targets/journal/stoppable-client.ts';
import type { Target } from '../../targets/target.ts';
import { connect, type ConnectOptions } from '../../harness/connect.ts';
import type { Contract } from '../../spec/contract.ts';
import { guardDoor } from '../io/door.ts';
import { Concealer } from '../io/conceal.ts';
import { ANY_NAME } from '../../harness/restore/own-writes.ts';
import { plannedOf, type Planned } from '../../harness/restore/write-ahead.ts';

export interface Restored extends RestoredAll {
  /** All is as it was and known to be, so that nothing is remembered any more. */
  readonly settled: boolean;
}

/** Somebody to ask the target with, who stops once the accounts are no longer ours. */
export interface Asking {
  readonly client: WireClient;
  readonly stop: WriteStop;
  readonly concealer: Concealer;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes over the accounts, makes sure that they are the ones of the journal, and puts back what it records. The journal
 * and the locks go once all is as it was; a journal that is damaged does not tell that. The same again does no harm.
 * @throws {SafetyRefusal} where another run has an account, or credentials are of another one.
 */
export async function restoreOn(
  target: Target,
  { journal, locks }: Standing,
  reading: JournalReading,
  options: ConnectOptions = {},
  asking: Asking | null = null,
): Promise<Restored> {
  const claim = claimAccounts(target, {
    directory: stateDirectory(process.env),
    owner: lockOwner(journal, new Date().toISOString()),
    more: locks.map(({ key }) => key),
    replace: (lock) => isOf(journal, lock),
    despiteFullDisk: true,
  });
  const signal = options.signal ?? asking?.signal;
  let settled = false;
  try {
    if (!target.loopback) await confirmIdentities({ ...target, identities: needed(target, reading) }, signal);
    const contract = loadContract(reading.header?.edition);
    const stop = asking?.stop ?? { why: null };
    const asked = asking ?? (await askedBy(target, contract, { sendAgain: true, ...options, stop }));
    const { client, concealer } = asked;
    stop.why = claim.lost;
    try {
      const onOriginal = concealer.learn.bind(concealer);
      const restorer = new StateRestorer(target, contract, client, { onOriginal });
      restorer.load(reading.entries);
      const found = concealer.conceal(await restorer.restoreAll(signal));
      const problems = [...found.left, ...found.foreign, ...reading.damage];
      settled = problems.length === 0 && claim.lost() === null;
      return { ...found, settled };
    } finally {
      stop.why = null;
      if (!asking) await client.close();
    }
  } finally {
    if (settled) retireJournal(journal, claim.release);
    // Else the accounts stay marked as left by a run that did not end.
    else claim.abandon();
  }
}

async function askedBy(
  target: Target,
  contract: Contract,
  options: ConnectOptions,
): Promise<Pick<Asking, 'client' | 'concealer'>> {
  const { client, redactor } = await connect(target, contract, options);
  guardDoor(redactor);
  return { client, concealer: new Concealer(redactor) };
}

/** Whether a lock whose owner is gone speaks of this journal, or of nothing any more. */
function isOf(journal: string, { owner }: StandingLock): boolean {
  // What a lock says that cannot be read is known to nobody.
  if (!owner || owner.journal === journal || hasEnded(owner.journal)) return true;
  throw new SafetyRefusal(
    `an account of ${journal} was changed also by the run of ${owner.journal}, which did not end: run "${restoreCommandLine(owner.journal)}" first`,
  );
}

/** Those who act on the accounts that the journal speaks of. */
function needed(target: Target, reading: JournalReading): Target['identities'] {
  const accounts = accountsIn(reading);
  return target.identities.filter((identity) =>
    accounts.some((account) => reachedBy(account, target) === identity),
  );
}

/** What a journal would have written where it is not so, a line each. */
export function describePlan({ header, entries }: JournalReading): string[] {
  const to = header ? ` at ${header.target.endpoint}` : '';
  const lines = plannedOf(entries).flatMap((planned) =>
    partsOf(planned).map((part) => `would write to account ${planned.account}${to}: ${part}`),
  );
  return lines.length === 0 ? ['would write nothing'] : lines;
}

function partsOf({ snapshot, names }: Planned): string[] {
  const isNamed = (name: string) => names.includes(name) || names.includes(ANY_NAME);
  switch (snapshot.kind) {
    case 'alternate-contact': {
      // A name that is none of these may have been taken for any of them.
      const all = names.some((name) => !(name in snapshot.contacts));
      return Object.entries(snapshot.contacts)
        .filter(([type]) => all || isNamed(type))
        .map(([type, contact]) =>
          contact ? `${type} contact ${JSON.stringify(contact)}` : `no ${type} contact`,
        );
    }
    case 'primary-contact':
      return snapshot.contact ? [`primary contact ${JSON.stringify(snapshot.contact)}`] : [];
    case 'primary-email':
      return [`primary e-mail address ${snapshot.email}`];
    case 'region':
      return Object.entries(snapshot.statuses)
        .filter(([region]) => isNamed(region))
        .map(([region, status]) => `region ${region} ${status}`);
  }
}
