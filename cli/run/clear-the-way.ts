import { isLoopback } from '../../targets/transport/loopback.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { accountsOf, inUse, lockKeys, restoreCommandLine } from '../../targets/journal/claim-accounts.ts';
import { accountsIn, readJournal, type JournalReading } from '../../targets/journal/read-journal.ts';
import { heldLock, standingIn, tidyEnded, timeAt, type Standing } from '../../targets/journal/standing.ts';
import type { Target } from '../../targets/target.ts';
import { restoreOn, type Asking } from './restore-journal.ts';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { UsageError } from '../io/exit.ts';
import { ownCommand } from '../../results/text/own-command.ts';

export interface WayOptions extends Asking {
  readonly target: Target;
  /** Puts back what an interrupted run left, instead of refusing to start. */
  readonly restoreFirst?: boolean | undefined;
  readonly say?: ((message: string) => void) | undefined;
}

/**
 * Makes sure that no earlier run left something on the accounts of a target, or puts that back first where it is asked to.
 * @throws {SafetyRefusal} naming the command that helps.
 */
export async function clearTheWay(directory: string, options: WayOptions): Promise<void> {
  const { target, restoreFirst = false, say } = options;
  const now = timeAt(directory);
  for (const standing of standingIn(directory)) {
    if (tidyEnded(standing)) continue;
    const reading = readJournal(standing.journal);
    if (!concerns(standing, reading, target)) continue;
    const held = heldLock(standing, now);
    if (held) throw new SafetyRefusal(inUse(held, now));
    const refusal = whyNotFirst(standing, reading, restoreFirst);
    if (refusal !== null) throw new SafetyRefusal(refusal);
    say?.(`putting back first what ${standing.journal} records`);
    const { left, foreign, mended, settled } = await restoreOn(target, standing, reading, {}, options);
    for (const problem of mended) say?.(problem);
    if (settled) continue;
    throw new SafetyRefusal(
      `${[...left, ...foreign].join('; ')}: the journal ${standing.journal} is kept; "${restoreCommandLine(standing.journal)}" says what to do`,
    );
  }
}

/** Whether what stands there may speak of an account that the run would change. */
function concerns({ locks }: Standing, reading: JournalReading, target: Target): boolean {
  const keys = new Set(lockKeys(target));
  if (locks.some(({ key }) => keys.has(key))) return true;
  const { header, damage } = reading;
  // Nobody knows whose it is.
  if (!header) return locks.length === 0;
  const theirs = new URL(header.target.endpoint);
  const same = theirs.host === target.endpoint.host;
  if (!same && (target.loopback || isLoopback(theirs))) return false;
  if (damage.length > 0 && !header.accounts) return true;
  const accounts = new Set(accountsOf(target));
  return accountsIn(reading).some((account) => accounts.has(account.replace(/^@/, '')));
}

/** `null`: it may be put back by the run itself. */
function whyNotFirst(
  { journal, locks }: Standing,
  { damage }: JournalReading,
  restoreFirst: boolean,
): string | null {
  const [lock] = locks;
  const what = lock ? `account ${lock.key}` : `the state that ${journal} records`;
  const since = lock?.owner ? `, since ${lock.owner.startedAt}` : '';
  const left = `${what} was left by a run that did not end${since}`;
  if (journal === '')
    return `${left}, and its lock ${lock?.path ?? ''} cannot be read: run "${ownCommand()} restore" first`;
  const command = restoreCommandLine(journal);
  if (damage.length > 0)
    return `${left}, and of its journal ${journal} ${damage.join('; ')}: run "${command}" first`;
  return restoreFirst ? null : `${left}: run "${command}" first, or add --restore-first`;
}

/**
 * A journal holds originals, so it must stand where nothing is uploaded or committed from.
 * @param named whether somebody chose the place.
 * @throws {UsageError}
 */
export function refusePublicPlace(
  journal: string,
  { reportPaths, named }: { reportPaths: readonly string[]; named: boolean },
): void {
  const folder = real(dirname(journal));
  for (const report of reportPaths) {
    const below = real(dirname(resolve(report)));
    if (isWithin(folder, below)) {
      throw new UsageError(
        `the journal ${journal} holds what the accounts held before, and would stand below ${below}, where reports go and are uploaded from: ${named ? 'give --journal a place of its own' : 'write the reports to a folder of their own'}`,
      );
    }
  }
  const tree = named ? workTreeOf(folder) : null;
  if (tree !== null) {
    throw new UsageError(
      `the journal ${journal} holds what the accounts held before, and would stand in the git work tree ${tree}: give --journal a place outside, or none, for the state directory`,
    );
  }
}

function workTreeOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return null;
  }
}

function isWithin(folder: string, above: string): boolean {
  return folder === above || folder.startsWith(above.endsWith(sep) ? above : above + sep);
}

/** Without links, as far as it exists. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder === dirname(folder)
      ? folder
      : join(real(dirname(folder)), folder.slice(dirname(folder).length));
  }
}
