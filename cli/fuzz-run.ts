import type { FuzzOptions, FuzzOutcome } from '../fuzz/fuzzer.ts';
import { fuzz } from '../fuzz/fuzzer.ts';
import type { Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { StateKeeper } from '../suites/state-keeper.ts';
import { confirmIdentities } from '../targets/guard-identities.ts';
import { allowedTier } from '../targets/guard-tier.ts';
import type { Target } from '../targets/target.ts';
import { connect } from './prepare-run.ts';

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
    if (tier !== 'read' && !target.loopback) await confirmIdentities(target);
    return await fuzz({
      ...{ target, contract, client, record, tier, seed },
      keeper: new StateKeeper(target, contract, client),
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
  } finally {
    await client.close();
  }
}
