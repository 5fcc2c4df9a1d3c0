import { existsSync, renameSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { accountLocked, inUse, restoreCommandLine } from '../../targets/journal/claim-accounts.ts';
import { accountsIn, readJournal, type JournalReading } from '../../targets/journal/read-journal.ts';
import {
  heldLock,
  isKept,
  standingIn,
  tidyEnded,
  timeAt,
  type Standing,
} from '../../targets/journal/standing.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { stateDirectory } from '../../targets/journal/state-directory.ts';
import { EXIT_NOT_RESTORED, EXIT_REFUSED, UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { restoreOn, describePlan, type Restored } from '../run/restore-journal.ts';
import { forgetInJournal, retireJournal } from '../../targets/journal/journal.ts';
import { removeLock } from '../../targets/journal/lock.ts';

/** The options of `restore` as commander gives them. */
interface RestoreOptions extends TargetOptions {
  /** Write what a journal says that stands where anybody may have put it. */
  readonly yes?: boolean;
  /** Accounts whose originals need not come back. */
  readonly forget?: readonly string[];
}

/**
 * Puts back what interrupted runs changed: by one journal, or by all that are left. Exit 5 where not all is as it was, or
 * where that cannot be told; then everything is kept.
 */
export async function restoreCommand(given: string | undefined, options: RestoreOptions): Promise<number> {
  const directory = stateDirectory(process.env);
  const all = standingIn(directory);
  const chosen = given === undefined ? all : [namedStanding(given, all, directory)];
  if (options.forget)
    return forgetAccounts(options.forget, chosen, { directory, named: given !== undefined });
  const codes: number[] = [];
  for (const standing of chosen) {
    codes.push(await restoreOne(standing, options, directory).catch(unless(chosen.length === 1, standing)));
  }
  if (chosen.length === 0) say('no run was interrupted: nothing to restore');
  for (const other of all) {
    if (!chosen.includes(other) && mattersStill(other)) say(`${other.journal}: lies unread`);
  }
  return [EXIT_NOT_RESTORED, EXIT_REFUSED].find((code) => codes.includes(code)) ?? 0;
}

/** The journal of a lock that does not say it. */
const UNKNOWN = '';
const UNREADABLE: JournalReading = { ...readJournal(UNKNOWN), damage: ['what it says cannot be read'] };

function say(message: string): void {
  // Much of it was read from a file or said by a service.
  process.stdout.write(`${escapeInvisible(message)}\n`);
}

/** One journal that cannot be looked at keeps no other from it. */
function unless(alone: boolean, { journal }: Standing): (error: unknown) => number {
  return (error) => {
    if (alone || !(error instanceof Error)) throw error;
    say(`${journal}: lies unread: ${error.message}`);
    return error.name === 'SafetyRefusal' ? EXIT_REFUSED : EXIT_NOT_RESTORED;
  };
}

/** Anything but what has ended, or has changed nothing yet. */
function mattersStill(standing: Standing): boolean {
  if (tidyEnded(standing)) return false;
  const { ours, damage, torn, entries } = readJournal(standing.journal);
  return !ours || damage.length > 0 || torn !== null || entries.length > 0;
}

/** @throws {UsageError} where there is no such journal. */
function namedStanding(given: string, all: readonly Standing[], directory: string): Standing {
  const journal = resolve(given);
  const known = all.find((one) => one.journal === journal || one.journal === given);
  if (known) return { ...known, journal };
  if (existsSync(journal)) {
    const { ours, damage } = readJournal(journal);
    if (ours || isKept(journal, directory)) return { journal, locks: [] };
    throw new UsageError(`${given}: ${damage.join('; ')}; it is left as it is`);
  }
  const unread = all.filter(mattersStill).map((one) => one.journal);
  throw new UsageError(
    `${given}: there is no such journal${unread.length === 0 ? '' : `; unread are ${unread.join(', ')}`}`,
  );
}

async function restoreOne(standing: Standing, options: RestoreOptions, directory: string): Promise<number> {
  const { journal } = standing;
  if (tidyEnded(standing)) {
    say(`${journal}: its run had ended, all that it changed is as it was`);
    return 0;
  }
  const held = heldLock(standing, timeAt(directory));
  if (held)
    throw new SafetyRefusal(inUse(held, Date.now()).replace('is being changed', 'is still being changed'));
  const reading = journal === UNKNOWN ? UNREADABLE : readJournal(journal);
  if (reading.torn !== null) say(`${journal}: ${reading.torn}`);
  for (const problem of reading.damage) say(`${journal === UNKNOWN ? 'the lock' : journal}: ${problem}`);
  const whole = reading.damage.length === 0;
  const tried = whole || reading.entries.length > 0;
  const restored = tried ? await putBack(standing, reading, options, directory) : null;
  if (restored?.settled) {
    say(`${journal}: all that we changed is as it was`);
    return 0;
  }
  // A journal that is damaged may have spoken of any account of its run.
  const accounts =
    whole && restored ? restored.accounts : [...accountsIn(reading), ...standing.locks.map(accountLocked)];
  say(whatNow(standing, reading, accounts));
  return EXIT_NOT_RESTORED;
}

/** Finds the target as the interrupted run named it, or as whoever restores names it. `null`: nobody knows which it is. */
async function putBack(
  standing: Standing,
  reading: JournalReading,
  options: RestoreOptions,
  directory: string,
): Promise<Restored | null> {
  const { journal } = standing;
  // Whoever can write here, or has our locks, can do all that we can; any other file may be anybody's.
  const trusted = standing.locks.length > 0 || isKept(journal, directory);
  const { yes = false, forget: _forget, ...given } = options;
  const named = trusted ? { ...recorded(standing, reading, given), ...given } : given;
  const isNamed = named.target !== undefined || named.config !== undefined;
  if (!trusted && !isNamed) {
    throw new UsageError(
      `${journal}: stands where anybody may have put it, so what it says of its target is not followed: add --target or --config`,
    );
  }
  if (!reading.header && !isNamed) {
    say(
      `${journal}: does not say any more of which target it is: add --target or --config to have the rest put back`,
    );
    return null;
  }
  if (!trusted && !yes) {
    for (const line of describePlan(reading)) say(line);
    throw new UsageError(`${journal}: nothing was written: add --yes if this is to be`);
  }
  const { target, close } = await openTarget(named);
  const { signal, dispose } = interruption(
    (message) => process.stderr.write(`${message}\n`),
    'stopping; what is not restored yet stays in the journal',
  );
  try {
    const expected = reading.header?.target.endpoint ?? target.endpoint.href;
    if (target.endpoint.href !== expected) {
      throw new UsageError(
        `${journal}: belongs to ${expected}, not to ${target.endpoint.href}: add --target or --endpoint`,
      );
    }
    const restored = await restoreOn(target, standing, reading, { signal });
    for (const problem of [...restored.left, ...restored.foreign, ...restored.mended]) say(problem);
    return restored;
  } finally {
    dispose();
    await close();
  }
}

/** How the run named its target. A data file makes nobody run code. */
function recorded({ journal }: Standing, { header }: JournalReading, given: TargetOptions): TargetOptions {
  const options = header?.options ?? {};
  const { config } = options;
  if (config === undefined || given.config !== undefined || !/^\.[cm]?[jt]s$/.test(extname(config)))
    return options;
  throw new UsageError(
    `${journal}: its run read the configuration ${config}, which is code and is run only where you name it: ${restoreCommandLine(journal, '--config', config)}`,
  );
}

/** What to do where something is not as it was, or where that cannot be told. */
function whatNow(
  { journal, locks }: Standing,
  { damage }: JournalReading,
  accounts: readonly string[],
): string {
  const all = [...new Set(accounts)].toSorted();
  const named = journal === UNKNOWN ? [] : [journal];
  const forget = restoreCommandLine(...named, '--forget', ...(all.length > 0 ? all : ['ACCOUNT']));
  const [lock] = locks;
  const kept = lock ? `the journal and the locks in ${dirname(lock.path)} are kept` : 'the journal is kept';
  const cause =
    damage.length > 0
      ? 'not all that was changed is known: look at the accounts yourself'
      : 'try again, or change it yourself';
  return `${[...named, kept].join(': ')}; ${cause}. To accept what is there now: "${forget}"`;
}

interface ForgetOptions {
  readonly directory: string;
  /** Whether one journal was named, so that it is meant even if it does not say of whom it is. */
  readonly named: boolean;
}

/**
 * Lets go of the originals of accounts, since a person says so: what is there now stays. Nothing is sent. A journal goes
 * once it speaks of no other account. Returns the exit code.
 */
function forgetAccounts(
  accounts: readonly string[],
  standing: readonly Standing[],
  { directory, named }: ForgetOptions,
): number {
  const now = timeAt(directory);
  const concerned = standing.filter((one) => named || speaksOf(one, accounts));
  if (concerned.length === 0)
    throw new UsageError(`no journal or lock speaks of account ${accounts.join(', ')}`);
  for (const one of concerned) {
    const held = heldLock(one, now);
    if (held) throw new SafetyRefusal(inUse(held, now));
  }
  for (const one of concerned) forgetIn(one, accounts);
  return 0;
}

function speaksOf({ journal, locks }: Standing, accounts: readonly string[]): boolean {
  return [...locks.map(accountLocked), ...accountsIn(readJournal(journal))].some((one) =>
    accounts.includes(one),
  );
}

function forgetIn({ journal, locks }: Standing, accounts: readonly string[]): void {
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
