import type { LookupFunction } from 'node:net';
import { fuzz, type FuzzOptions, type FuzzOutcome } from '../../fuzz/fuzzer.ts';
import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { allowedTier } from '../../targets/guard/guard-tier.ts';
import type { Pace } from '../../targets/pacing/pace.ts';
import type { Target } from '../../targets/target.ts';
import { redactFinding } from '../../results/redact/redact-record.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { connect } from '../../harness/connect.ts';
import { protectState } from './protect-state.ts';

/** Everything that decides about a fuzz run; what is left out has the command line's default. */
export interface FuzzSettings extends Partial<
  Pick<
    FuzzOptions,
    'directory' | 'timeMs' | 'maxRequests' | 'maxFindings' | 'maxRequestsPerSecond' | 'shrinkBudget'
  >
> {
  readonly target: Target;
  /** How it was named on the command line, for whoever replays; by its name where it is not given. */
  readonly targetOptions?: string;
  readonly seed: number;
  readonly edition?: Edition;
  readonly signal?: AbortSignal;
  /** How the target was named, for `restore`. */
  readonly named?: Readonly<Record<string, string>>;
  /** Resolves the endpoint's name; the system's resolver where it is not given. */
  readonly lookup?: LookupFunction;
  /** Of the pauses between requests; the real time where it is not given. */
  readonly pace?: Pace;
  readonly onFinding?: FuzzOptions['onFinding'];
  readonly onProgress?: FuzzOptions['onProgress'];
}

const SHRINK_BUDGET = 600;
const NOTHING = { left: [], foreign: [] };

/**
 * Fuzzes a target within what its configuration allows.
 * @throws {SafetyRefusal} before any request, where it does not allow it.
 */
export async function runFuzz(settings: FuzzSettings): Promise<FuzzOutcome> {
  const { target, seed, edition = DEFAULT_EDITION, onFinding, onProgress } = settings;
  const contract = loadContract(edition);
  const tier = allowedTier(target, undefined);
  const { client, record, redactor } = await connect(target, contract, {
    tier,
    ...(settings.lookup ? { lookup: settings.lookup } : {}),
    ...(settings.pace ? { pace: settings.pace } : {}),
  });
  try {
    guardDoor(redactor);
    const concealer = new Concealer(redactor);
    const changes = tier !== 'read';
    const { named } = settings;
    const protection = await protectState({ target, contract, client, concealer, changes, named });
    const restorer = new StateRestorer(target, contract, client, protection.restorer);
    let settled = false;
    let restored: Pick<FuzzOutcome, 'notRestored'> | null = null;
    const restore = async () => {
      const { left, foreign } = restorer.journaled ? await restorer.restoreAll() : NOTHING;
      settled = left.length === 0;
      restored = { notRestored: [...left, ...foreign] };
      return restored;
    };
    try {
      if (protection.restorer.readFirst) await restorer.readContacts();
      const outcome = await fuzz({
        target,
        contract,
        client,
        record,
        conceal: (finding) => redactFinding(finding, redactor),
        sweep: (text) => redactor.ours(text),
        tier,
        seed,
        restorer,
        signal: settings.signal ?? new AbortController().signal,
        directory: settings.directory ?? null,
        timeMs: settings.timeMs ?? null,
        maxRequests: settings.maxRequests ?? null,
        maxFindings: settings.maxFindings ?? null,
        maxRequestsPerSecond: settings.maxRequestsPerSecond ?? null,
        shrinkBudget: settings.shrinkBudget ?? SHRINK_BUDGET,
        targetOptions: settings.targetOptions ?? `--target ${target.name}`,
        ...(onFinding ? { onFinding } : {}),
        ...(onProgress ? { onProgress } : {}),
      });
      const { notRestored } = await restore();
      const { findings, unreachable } = outcome;
      const all = new Set([...outcome.notRestored, ...notRestored].map((problem) => redactor.said(problem)));
      return {
        ...outcome,
        findings: findings.map((finding) => redactFinding(finding, redactor)),
        unreachable: unreachable === null ? null : redactor.said(unreachable),
        notRestored: [...all],
      };
    } finally {
      // Also where we ourselves failed.
      if (!restored) await restore();
      protection.end(settled);
    }
  } finally {
    await client.close();
  }
}
