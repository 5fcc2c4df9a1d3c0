import type { FuzzOptions, FuzzOutcome } from '../fuzz/fuzzer.ts';
import { fuzz } from '../fuzz/fuzzer.ts';
import type { Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { StateKeeper } from '../suites/state-keeper.ts';
import { allowedTier } from '../targets/guard-tier.ts';
import type { Target } from '../targets/target.ts';
import { Concealer } from './conceal.ts';
import { connect } from './prepare-run.ts';
import { protectState } from './protect-state.ts';

/** Everything that decides about a fuzz run; what is left out has the command line's default. */
export interface FuzzSettings extends Partial<
  Pick<
    FuzzOptions,
    'directory' | 'timeMs' | 'maxRequests' | 'maxFindings' | 'maxRequestsPerSecond' | 'shrinkBudget'
  >
> {
  readonly target: Target;
  readonly seed: number;
  readonly edition?: Edition;
  readonly signal?: AbortSignal;
  readonly onFinding?: FuzzOptions['onFinding'];
  readonly onProgress?: FuzzOptions['onProgress'];
}

const SHRINK_BUDGET = 600;

/**
 * Fuzzes a target within what its configuration allows.
 * @throws {SafetyRefusal} before any request, where it does not allow it.
 */
export async function runFuzz(settings: FuzzSettings): Promise<FuzzOutcome> {
  const { target, seed, edition = 'guide-2024', onFinding, onProgress } = settings;
  const contract = loadContract(edition);
  const tier = allowedTier(target, undefined);
  const { client, record } = await connect(target, contract, { tier });
  try {
    const concealer = new Concealer();
    const protection = await protectState({ target, contract, client, concealer, changes: tier !== 'read' });
    const keeper = new StateKeeper(target, contract, client, protection.keeper);
    let settled = false;
    try {
      const outcome = await fuzz({
        target,
        contract,
        client,
        record,
        tier,
        seed,
        keeper,
        signal: settings.signal ?? new AbortController().signal,
        directory: settings.directory ?? null,
        timeMs: settings.timeMs ?? null,
        maxRequests: settings.maxRequests ?? null,
        maxFindings: settings.maxFindings ?? null,
        maxRequestsPerSecond: settings.maxRequestsPerSecond ?? null,
        shrinkBudget: settings.shrinkBudget ?? SHRINK_BUDGET,
        targetOptions:
          target.name === 'endpoint' ? `--endpoint ${target.endpoint.href}` : `--target ${target.name}`,
        ...(onFinding ? { onFinding } : {}),
        ...(onProgress ? { onProgress } : {}),
      });
      if (!keeper.journaled) return outcome;
      const { left, foreign } = await keeper.restoreAll();
      settled = left.length === 0;
      const notRestored = [...new Set([...outcome.notRestored, ...left, ...foreign])];
      return concealer.conceal({ ...outcome, notRestored });
    } finally {
      protection.end(settled);
    }
  } finally {
    await client.close();
  }
}
