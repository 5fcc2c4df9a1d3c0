import type { Contract } from '../../spec/contract.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { readJournal, removeJournal } from '../../targets/journal/journal.ts';
import type { Target } from '../../targets/target.ts';
import type { Concealer } from '../io/conceal.ts';

export interface RestoreEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly concealer: Concealer;
}

/**
 * Puts back what a journal records, compares, and removes the journal once all of ours is as it was. Returns in words
 * what is left and what somebody else changed. The same again does no harm.
 */
export async function restoreJournal(
  path: string,
  { target, contract, client, concealer }: RestoreEnvironment,
): Promise<{ left: readonly string[]; foreign: readonly string[] }> {
  const contents = readJournal(path);
  const restorer = new StateRestorer(target, contract, client, {
    onOriginal: (snapshot) => concealer.learn(snapshot),
  });
  if (contents) restorer.load(contents);
  const found = concealer.conceal(await restorer.restoreAll());
  if (found.left.length === 0) removeJournal(path);
  return found;
}
