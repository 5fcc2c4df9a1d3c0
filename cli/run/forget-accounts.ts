import { existsSync, renameSync } from 'node:fs';
import { accountLocked, inUse, restoreCommandLine } from '../../targets/journal/claim-accounts.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { forgetInJournal, retireJournal } from '../../targets/journal/journal.ts';
import { removeLock } from '../../targets/journal/lock.ts';
import { accountsIn, readJournal } from '../../targets/journal/read-journal.ts';
import { heldLock, timeAt, type Standing } from '../../targets/journal/standing.ts';
import { UsageError } from '../io/exit.ts';

export interface ForgetOptions {
  readonly directory: string;
  /** Whether one journal was named, so that it is meant even if it does not say of whom it is. */
  readonly named: boolean;
  readonly say: (message: string) => void;
}

/**
 * Lets go of the originals of accounts, since a person says so: what is there now stays. Nothing is sent. A journal goes
 * once it speaks of no other account. Returns the exit code.
 */
export function forgetAccounts(
  accounts: readonly string[],
  standing: readonly Standing[],
  { directory, named, say }: ForgetOptions,
): number {
  const now = timeAt(directory);
  const concerned = standing.filter((one) => named || speaksOf(one, accounts));
  if (concerned.length === 0)
    throw new UsageError(`no journal or lock speaks of account ${accounts.join(', ')}`);
  for (const one of concerned) {
    const held = heldLock(one, now);
    if (held) throw new SafetyRefusal(inUse(held, now));
  }
  for (const one of concerned) forgetIn(one, accounts, say);
  return 0;
}

function speaksOf({ journal, locks }: Standing, accounts: readonly string[]): boolean {
  return [...locks.map(accountLocked), ...accountsIn(readJournal(journal))].some((one) =>
    accounts.includes(one),
  );
}

function forgetIn(
  { journal, locks }: Standing,
  accounts: readonly string[],
  say: (message: string) => void,
): void {
  const reading = readJournal(journal);
  const rest = accountsIn(reading).filter((one) => !accounts.includes(one));
  const release = () => {
    for (const lock of locks)
      if (rest.length === 0 || accounts.includes(accountLocked(lock))) removeLock(lock);
  };
  if (rest.length > 0) {
    for (const account of accounts) forgetInJournal(journal, account);
    release();
    say(
      `${journal}: the originals of account ${accounts.join(', ')} are let go; of ${rest.join(', ')} they are kept ("${restoreCommandLine(journal)}")`,
    );
    return;
  }
  if (reading.ours) retireJournal(journal, release);
  else {
    // It may be anybody's: it is not deleted, but it keeps no run from starting.
    if (existsSync(journal)) renameSync(journal, `${journal}.set-aside`);
    release();
  }
  say(`${journal}: the originals are let go, what is there now stays as it is`);
}
