import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../spec/contract.ts';
import type { RestorerOptions } from '../../harness/restore/state-restorer.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { claimAccounts } from '../../targets/journal/claim-accounts.ts';
import { confirmIdentities } from '../../targets/identity/guard-identities.ts';
import { Journal } from '../../targets/journal/journal.ts';
import { lockOwner } from '../../targets/journal/lock.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import { stateDirectory } from '../../targets/journal/state-directory.ts';
import type { Target } from '../../targets/target.ts';
import type { Concealer } from '../io/conceal.ts';
import { restoreJournal } from './restore-journal.ts';

export interface ProtectOptions {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly concealer: Concealer;
  /** Whether anything is going to be changed. */
  readonly changes: boolean;
  /** Path of the journal; where none is given, it stands in the state directory, and on loopback there is none. */
  readonly journal?: string | undefined;
  /** Puts back what an interrupted run left, instead of refusing to start. */
  readonly restoreFirst?: boolean | undefined;
  /** How the target was named, for `restore`. */
  readonly named?: Readonly<Record<string, string>> | undefined;
  readonly say?: ((message: string) => void) | undefined;
}

/** The state of a target while it is changed. */
export interface Protection {
  readonly restorer: RestorerOptions;
  /** `settled`: all is as it was, so that nothing needs to be remembered. */
  end(settled: boolean): void;
}

/**
 * Before the first write: confirms who we are, takes the locks of the accounts and opens the journal.
 * @throws {SafetyRefusal} saying what to do.
 */
export async function protectState(options: ProtectOptions): Promise<Protection> {
  const { target, contract, concealer, changes, journal: given = target.journal, client } = options;
  const hidden = target.loopback && given === undefined;
  const onOriginal: RestorerOptions['onOriginal'] = (snapshot) => {
    if (!hidden) concealer.learn(snapshot);
  };
  const readFirst = !hidden;
  if (!changes || hidden) return { restorer: { onOriginal, readFirst }, end() {} };
  if (!target.loopback) await confirmIdentities(target);
  const now = new Date();
  const directory = stateDirectory(process.env);
  const path =
    given ?? join(directory, 'journals', `${now.toISOString().replaceAll(/\W/g, '')}-${process.pid}.jsonl`);
  const owner = lockOwner(path, now.toISOString());
  const restore = async (old: string) => {
    options.say?.(`putting back first what ${old} records`);
    const { left, foreign } = await restoreJournal(old, { target, contract, client, concealer });
    for (const problem of foreign) options.say?.(problem);
    if (left.length > 0) throw new SafetyRefusal(`${left.join('; ')}: the journal ${old} is kept`);
  };
  const claim = await claimAccounts(target, {
    directory,
    owner,
    now,
    restore: options.restoreFirst ? restore : null,
  });
  try {
    if (existsSync(path)) {
      throw new SafetyRefusal(
        `the journal ${path} of another run exists: run "account-conformance restore ${path}" first`,
      );
    }
    const journal = new Journal(path, {
      format: 1,
      edition: contract.edition,
      target: { name: target.name, endpoint: target.endpoint.href },
      options: options.named ?? {},
      startedAt: now.toISOString(),
    });
    return {
      restorer: { journal, onOriginal, readFirst },
      end(settled) {
        if (!settled) return journal.keep();
        journal.finish();
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}
