import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { fuzz, type FuzzOptions, type FuzzOutcome } from '../../fuzz/fuzzer.ts';
import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { allowedTier } from '../../targets/guard/allowed-values.ts';
import type { WriteStop } from '../../targets/journal/stoppable-client.ts';
import type { Pace } from '../../targets/pacing/pace.ts';
import type { Target } from '../../targets/target.ts';
import { redactFinding } from '../../results/redact/redact-record.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { NotRestored } from '../io/exit.ts';
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
  /** Told what is done beside the calls. */
  readonly say?: (message: string) => void;
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
  const { signal = new AbortController().signal } = settings;
  const startedAt = performance.now();
  const contract = loadContract(edition);
  const tier = allowedTier(target, undefined);
  const stop: WriteStop = { why: null };
  const { client, record, redactor } = await connect(target, contract, {
    tier,
    stop,
    ...(settings.lookup ? { lookup: settings.lookup } : {}),
    ...(settings.pace ? { pace: settings.pace } : {}),
    signal,
  });
  try {
    guardDoor(redactor);
    const concealer = new Concealer(redactor);
    const changes = tier !== 'read';
    const { named, say, directory } = settings;
    // Corpora are kept and uploaded like reports.
    const reportPaths = directory == null ? [] : [join(directory, 'corpus')];
    const protection = await protectState({
      target,
      contract,
      client,
      concealer,
      changes,
      named,
      reportPaths,
      say,
      stop,
      pace: settings.pace,
      signal,
    });
    const restorer = new StateRestorer(target, contract, client, {
      ...protection.restorer,
      waitsUntilSeen: false,
    });
    let settled = false;
    let restored: Pick<FuzzOutcome, 'notRestored'> | null = null;
    const restore = async () => {
      const { left, foreign } = restorer.journaled ? await restorer.restoreAll() : NOTHING;
      settled = left.length === 0 && foreign.length === 0;
      restored = { notRestored: [...left, ...foreign] };
      return restored;
    };
    try {
      if (protection.restorer.readFirst) await restorer.readContacts(signal);
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
        signal,
        directory: settings.directory ?? null,
        timeMs: settings.timeMs ?? null,
        startedAt,
        maxRequests: settings.maxRequests ?? null,
        maxFindings: settings.maxFindings ?? null,
        maxRequestsPerSecond: settings.maxRequestsPerSecond ?? null,
        shrinkBudget: settings.shrinkBudget ?? SHRINK_BUDGET,
        targetOptions: settings.targetOptions ?? `--target ${target.name}`,
        ...(onFinding ? { onFinding } : {}),
        ...(onProgress ? { onProgress } : {}),
      });
      const since = performance.now();
      const { notRestored } = await restore();
      const restoringMs = outcome.restoringMs + performance.now() - since;
      const { findings, unreachable } = outcome;
      const all = new Set(concealer.conceal([...outcome.notRestored, ...notRestored]));
      return {
        ...outcome,
        restoringMs,
        findings: findings.map((finding) => redactFinding(finding, redactor)),
        unreachable: unreachable === null ? null : concealer.conceal(unreachable),
        notRestored: [...all],
      };
    } catch (error) {
      // Also where we ourselves failed.
      const { notRestored } = restored ?? (await restore());
      throw notRestored.length > 0 ? new NotRestored(concealer.conceal(notRestored), error) : error;
    } finally {
      protection.end(settled);
    }
  } finally {
    await client.close();
  }
}
