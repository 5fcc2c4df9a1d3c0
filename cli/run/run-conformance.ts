import { createHash } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { applyKnownFailures, knownFailuresFor, type KnownFailure } from '../../results/known-failures.ts';
import { SCHEMA_VERSION, type RuleResult, type RunResult } from '../../results/record.ts';
import { formatDuration } from '../../results/text/wording.ts';
import { verdictOf } from '../../results/verdict.ts';
import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { suiteOf, type Rule } from '../../harness/rule.ts';
import { firstContact } from '../../harness/survey/first-contact.ts';
import { skipped } from '../../harness/runner/not-run.ts';
import { runRules, type RunnerOutcome } from '../../harness/runner/runner.ts';
import { partOf, type Shard } from '../../harness/runner/shards.ts';
import { tierOf } from '../../harness/runner/tier.ts';
import { allowedTier } from '../../targets/guard/allowed-values.ts';
import { isGoverned } from '../../targets/pacing/governor.ts';
import type { Pace, RunTime } from '../../targets/pacing/pace.ts';
import type { WriteStop } from '../../targets/journal/stoppable-client.ts';
import type { Target, Tier } from '../../targets/target.ts';
import { redactDeviation, redactRegion, redactRule } from '../../results/redact/redact-record.ts';
import type { Redactor } from '../../results/redact/redactor.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { InternalFault } from '../io/interruption.ts';
import { observingClient, type ObservingClient } from './observing-client.ts';
import { connect } from '../../harness/connect.ts';
import { EVERYTHING, selectFrom, type Selected, type Selection } from '../../suites/select.ts';
import { protectState } from './protect-state.ts';
import { tool } from '../io/tool.ts';
import { allRules } from '../../suites/registry.ts';
import { implementedRules } from '../../suites/errors/implemented-and-valid-request.rules.ts';

/** Everything that decides about a run; what is left out has the command line's default. */
export interface RunSettings {
  readonly target: Target;
  readonly edition?: Edition;
  readonly selection?: Partial<Selection>;
  readonly seed?: number;
  readonly runs?: number;
  readonly workers?: number;
  readonly order?: 'seed' | 'id';
  /** Lowers the target's own tier; a higher one is refused. */
  readonly tier?: Tier;
  /** Resolves the endpoint's name; the system's resolver where it is not given. */
  readonly lookup?: LookupFunction;
  /** For all requests together; the documented rates are kept besides, where the target enforces them. */
  readonly maxRequestsPerSecond?: number;
  /** Of the pauses between requests; the real time where it is not given. */
  readonly pace?: Pace;
  /** In which the whole run passes, its pauses too; the real one where it is not given. */
  readonly time?: RunTime;
  /** Told, at the end, how many requests were refused for their rate though nobody meant to provoke that. */
  readonly onThrottled?: (requests: number) => void;
  /** Path of the journal; in the state directory where it is not given, none on loopback. */
  readonly journal?: string;
  /** Where reports go: the journal must not be uploaded with them. */
  readonly reportPaths?: readonly string[];
  /** Puts back what an interrupted run left, instead of refusing to start. */
  readonly restoreFirst?: boolean;
  /** How the target was named, for `restore`. */
  readonly named?: Readonly<Record<string, string>>;
  /** The options by which the command of a finding names this target and this run again. */
  readonly again?: string;
  /** Told what is done beside the rules. */
  readonly say?: (message: string) => void;
  readonly strict?: boolean;
  readonly bail?: boolean;
  readonly requireComplete?: boolean;
  readonly signal?: AbortSignal;
  /** Milliseconds in which the target may become ready. */
  readonly waitMs?: number;
  /** Milliseconds after which the run ends in good order. */
  readonly maxDurationMs?: number;
  /** Rules of one's own; they run besides those of the selection, which does not apply to them. */
  readonly rules?: readonly Rule[];
  /** Known failures of the target. */
  readonly knownFailures?: readonly KnownFailure[];
  /** Takes all that fails now for known, where there is a verdict, and is told the known failures that then hold. */
  readonly onKnownFailures?: (knownFailures: readonly KnownFailure[]) => void;
  /** Told once, before the first rule: how many rules and invariants of each suite will be reported. */
  readonly onStart?: (totals: Readonly<Record<string, number>>) => void;
  /** Told of each rule that is reported, once it has run; of invariants nothing is known before the end. */
  readonly onRule?: (result: RuleResult, progress: { done: number; total: number; requests: number }) => void;
}

export const DEFAULT_RUNS = 20;
/** Where requests wait for their turn, waiting costs nothing: so many that no account is left idle. */
const WORKERS = { unpaced: 4, paced: 16 };

/**
 * Runs the selected rules against a target and says what came of it.
 * @throws {SafetyRefusal} before any request, where the configuration does not allow what was asked for, and
 * {RangeError} for two rules with one id.
 */
export async function runConformance(settings: RunSettings): Promise<RunResult> {
  const begunAt = performance.now();
  const { target, edition = DEFAULT_EDITION, seed = freshSeed(), runs = DEFAULT_RUNS } = settings;
  const selection = { ...EVERYTHING, ...settings.selection };
  const tier = allowedTier(target, settings.tier);
  // On loopback each shard may serve itself; elsewhere the parts must not meet in one account.
  const divide =
    target.loopback || tier === 'read'
      ? undefined
      : (all: readonly Rule[], shard: Shard) =>
          partOf(all, shard, { contract: loadContract(edition), target, tier, seed });
  const { contract, selected } = selectFrom(edition, selection, divide);
  const { rules, reported } = withOwn(selected, settings.rules ?? []);
  const owned = selected.accounts ? within(target, selected.accounts) : target;
  const { lookup, time, pace = time, maxRequestsPerSecond, signal } = settings;
  const stop: WriteStop = { why: null };
  const {
    client: sender,
    record,
    redactor,
  } = await connect(target, contract, {
    tier,
    seed,
    sendAgain: true,
    ...(lookup ? { lookup } : {}),
    ...(pace ? { pace } : {}),
    ...(time ? { time } : {}),
    ...(maxRequestsPerSecond === undefined ? {} : { maxRequestsPerSecond }),
    ...(settings.say ? { say: settings.say } : {}),
    stop,
    ...(signal ? { signal } : {}),
  });
  const { client, observed } = observingClient(sender, contract, time);
  guardDoor(redactor);
  redactor.keep([...rules.map(({ id }) => id), ...reported]);
  const concealer = new Concealer(redactor);
  const { journal, restoreFirst, named, reportPaths, say, onRule, waitMs } = settings;
  const ended = signal ?? new AbortController().signal;
  if (waitMs !== undefined) {
    say?.(`waiting at most ${formatDuration(waitMs)} until the target is ready`);
    await firstContact({ target, contract, client, seed, signal: ended, withinMs: waitMs });
  }
  const changes = tier !== 'read' && rules.some((rule) => tierOf(rule, contract) !== 'read');
  const protection = await protectState({
    target,
    owned,
    pace,
    contract,
    client,
    concealer,
    changes,
    journal,
    reportPaths,
    restoreFirst,
    named,
    say,
    stop,
    signal,
  }).catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  const excluded = selected.excluded.map(excludedResult);
  settings.onStart?.(countBySuite([...reported, ...excluded.map(({ id }) => id)]));
  const total = reported.size + excluded.length;
  let done = 0;
  for (const rule of excluded) onRule?.(rule, { done: (done += 1), total, requests: 0 });
  const startedAt = new Date();
  const { workers = isGoverned(target) ? WORKERS.paced : WORKERS.unpaced } = settings;
  // At once, and at the end, when all is known that may not be shown.
  const redacted = new WeakMap<RuleResult, RuleResult>();
  let settled = false;
  try {
    const outcome = await runRules({
      target,
      contract,
      client,
      record,
      rules,
      survey: implementedRules(contract),
      owners: allRules(contract),
      surveyed: owned,
      reported,
      seed,
      runs,
      workers,
      workersThatWait: settings.workers ?? WORKERS.paced,
      order: settings.order ?? 'seed',
      tier,
      bail: settings.bail ?? false,
      signal: ended,
      restorer: protection.restorer,
      ...(settings.maxDurationMs === undefined ? {} : { maxDurationMs: settings.maxDurationMs }),
      startedAt: begunAt,
      ...(time ? { pace: time } : {}),
      ...(settings.again === undefined ? {} : { again: settings.again }),
      onRule(rule, progress) {
        const shown = redactRule(rule, redactor);
        redacted.set(rule, shown);
        // What runs only because others rest on it is told at the end, where it is told.
        if (!reported.has(rule.id)) return;
        done += 1;
        const { requests } = progress;
        onRule?.(asKnown(shown, settings.knownFailures), { done, total, requests });
      },
    });
    settled = outcome.settled;
    settings.onThrottled?.(sender.throttled);
    return {
      schemaVersion: SCHEMA_VERSION,
      tool,
      edition,
      target: describeTarget(target),
      seed,
      runs,
      workers: outcome.workers,
      strict: settings.strict ?? false,
      requireComplete: settings.requireComplete ?? false,
      selection: describeSelection(selection),
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      ...observedBy(observed(), redactor),
      ...concluded(
        redactOutcome(outcome, redacted, redactor),
        settings,
        sender.resent,
        protection.restoreWith,
        selected.emptyShard ?? false,
        excluded,
      ),
    };
  } finally {
    protection.end(settled);
    await client.close();
  }
}

function redactOutcome(
  outcome: RunnerOutcome,
  redacted: WeakMap<RuleResult, RuleResult>,
  redactor: Redactor,
): RunnerOutcome {
  const { rules, notRestored, deviations, trouble, unreachable, fault } = outcome;
  return {
    ...outcome,
    rules: rules.map((rule) => redactRule(redacted.get(rule) ?? rule, redactor)),
    notRestored: notRestored.map((problem) => redactor.said(problem)),
    ...(deviations === undefined
      ? {}
      : { deviations: deviations.map((one) => redactDeviation(one, redactor)) }),
    ...(trouble === undefined
      ? {}
      : { trouble: trouble.map((one) => ({ ...one, met: redactor.said(one.met) })) }),
    unreachable: unreachable === null ? null : redactor.said(unreachable),
    fault: fault === null ? null : redactor.said(fault),
  };
}

function observedBy(observed: ReturnType<ObservingClient['observed']>, redactor: Redactor) {
  return { ...observed, regions: observed.regions.map((history) => redactRegion(history, redactor)) };
}

/** @throws {RangeError} for a rule with the id of another. */
function withOwn({ rules, reported }: Selected, own: readonly Rule[]): Pick<Selected, 'rules' | 'reported'> {
  const all = [...rules, ...own];
  const twice = all.find(({ id }, index) => all.findIndex((other) => other.id === id) !== index);
  if (twice) throw new RangeError(`rule ${twice.id}: there are two of this id`);
  return { rules: all, reported: new Set([...reported, ...own.map(({ id }) => id)]) };
}

/** The target with those accounts only, as whose the shard may change something. */
function within(target: Target, accounts: ReadonlySet<string>): Target {
  const { identities, world, safety } = target;
  const isIn = (account: string | null) => account !== null && accounts.has(account);
  return {
    ...target,
    identities: identities.filter(({ accountId }) => isIn(accountId)),
    world: {
      standalone: world.standalone.filter(isIn),
      organizations: world.organizations.filter(({ management }) => isIn(management)),
    },
    safety: { ...safety, accounts: safety.accounts.filter(isIn) },
  };
}

function concluded(
  outcome: RunnerOutcome,
  settings: RunSettings,
  resent: Readonly<Record<string, number>>,
  restoreWith: string | null,
  emptyShard: boolean,
  excluded: readonly RuleResult[],
) {
  const { requests, notImplemented, notRestored, deviations, trouble, interrupted, unreachable, fault } =
    outcome;
  const { strict, requireComplete, knownFailures = [], onKnownFailures } = settings;
  const told = withExcluded(outcome.rules, excluded);
  const reason: unknown = settings.signal?.reason;
  const broken = reason instanceof InternalFault ? reason : null;
  const circumstances = {
    strict,
    requireComplete,
    interrupted: interrupted && !broken,
    notRestored,
    restoreWith,
    unreachable,
    fault: broken ? broken.message : fault,
    emptyShard,
    notImplemented,
    resent,
    trouble,
  };
  const judged = (known: readonly KnownFailure[]) => {
    const rules = applyKnownFailures(told, known, today());
    return { rules, ...verdictOf(rules, circumstances) };
  };
  let verdict = judged(knownFailures);
  if (onKnownFailures && (verdict.verdict === 'conforms' || verdict.verdict === 'does not conform')) {
    const now = knownFailuresFor(told, knownFailures);
    onKnownFailures(now);
    verdict = judged(now);
  }
  return {
    requests,
    resent: { ...resent },
    ...verdict,
    notImplemented,
    notRestored,
    ...(deviations === undefined ? {} : { deviations: [...deviations] }),
    ...(trouble === undefined ? {} : { trouble: [...trouble] }),
  };
}

function excludedResult({ stated, by }: Selected['excluded'][number]): RuleResult {
  return { ...skipped(stated, `excluded by ${by}`), excluded: true };
}

/** What was excluded is told as skipped, but for what is told since others rest on it. */
function withExcluded(rules: readonly RuleResult[], excluded: readonly RuleResult[]): RuleResult[] {
  const told = new Set(rules.map(({ id }) => id));
  return [...rules, ...excluded.filter(({ id }) => !told.has(id))].toSorted((one, other) =>
    one.id < other.id ? -1 : 1,
  );
}

/** A seed for a run that was given none: a positive 31-bit number. */
export function freshSeed(): number {
  return (
    createHash('sha256').update(`${process.pid} ${process.hrtime.bigint()}`).digest().readUInt32BE() >>> 1
  );
}

/** Whether it passes although it is known to fail, the other rules that an entry names decide too. */
function asKnown(rule: RuleResult, knownFailures: readonly KnownFailure[] = []): RuleResult {
  if (rule.outcome === 'pass') return rule;
  return applyKnownFailures([rule], knownFailures, today())[0] ?? rule;
}

/** `YYYY-MM-DD`. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function countBySuite(ids: Iterable<string>): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const id of ids) totals[suiteOf(id)] = (totals[suiteOf(id)] ?? 0) + 1;
  return totals;
}

function describeTarget({
  name,
  endpoint,
  region,
  identities,
  capabilities,
  values,
}: Target): RunResult['target'] {
  return {
    name,
    endpoint: endpoint.href,
    region,
    identities: identities.map((identity) => ({
      name: identity.name,
      role: identity.role,
      accountId: identity.accountId,
    })),
    capabilities: { ...capabilities },
    values,
  };
}

function describeSelection({ suites, rules, operations, exclude, shard }: Selection): RunResult['selection'] {
  return {
    suites: [...suites],
    rules: [...rules],
    operations: [...operations],
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
    shard: shard && `${shard.index}/${shard.count}`,
  };
}
