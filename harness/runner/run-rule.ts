import type { Finding, RuleResult } from '../../results/record.ts';
import { createContext } from '../context.ts';
import {
  Blocked,
  BlockedByTrouble,
  BrokenConnection,
  HarnessFault,
  NotApplicable,
  Refutation,
} from '../errors.ts';
import type { FindingWriter } from '../finding.ts';
import { Counterexample } from '../properties.ts';
import { withDefaultCaller } from '../default-caller.ts';
import { suiteOf, type Rule } from '../rule.ts';
import { deriveSeed } from '../seed.ts';
import { Session, type RunEnvironment } from '../session.ts';
import { type Latency, RuleTime, type Waited } from './rule-time.ts';
import { triesOnReset } from '../../targets/target.ts';
import type { EndOfRun } from './end-of-run.ts';
import { StateFault } from '../../targets/journal/state-directory.ts';
import type { FailedPreconditions } from './failed-preconditions.ts';
import type { StateRestorer } from '../restore/state-restorer.ts';

export interface RuleRun {
  readonly environment: RunEnvironment;
  readonly restorer: StateRestorer;
  readonly findings: FindingWriter;
  readonly preconditions: FailedPreconditions;
  /** The run's seed. */
  readonly seed: number;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Ends the run in good order: rules that are under way are given up. */
  readonly over: EndOfRun;
  /** Told how long answers took. */
  readonly latency?: Latency;
  /** Milliseconds for one attempt, in which the wait for answers does not count. */
  readonly deadlineMs: number;
  /** Told when a rule ended because the connection failed. */
  connectionFailed(): void;
  /** Told what could not be put back. */
  notRestored(problems: readonly string[]): void;
}

type Verdict = Pick<
  RuleResult,
  'outcome' | 'reason' | 'findings' | 'moreFindings' | 'blockedBy' | 'trouble'
> & {
  /** What took away what the rule rests on. */
  readonly precondition?: Finding;
};
type Attempt = Verdict & { requests: number; durationMs: number };

/**
 * Runs one rule; a refuted one twice, to tell firm from flaky, and so one that is blocked for the first time by what
 * was answered to it. Puts back what it changed.
 */
export async function runRule(rule: Rule, run: RuleRun): Promise<RuleResult> {
  const seed = deriveSeed(run.seed, rule.id);
  const { regions, lag } = run.environment;
  const lagged = lag.seen;
  const known = regions.toldCount;
  const first = await attemptPatiently(rule, seed, run);
  if (first.precondition) {
    if (regions.toldCount > known) run.preconditions.note(first.precondition);
    return blockedOrNot(rule, seed, first, run, regions.toldCount > known);
  }
  if (first.outcome !== 'fail' && first.outcome !== 'warn') return toResult(rule, seed, first);
  // A second time it would be avoided.
  if (regions.toldCount > known) return toResult(rule, seed, first);
  // Only what it finds matters now, not how small it can be made.
  const second = await attemptPatiently(rule, seed, withoutShrinking(run));
  const total = {
    requests: first.requests + second.requests,
    durationMs: first.durationMs + second.durationMs,
  };
  if (second.outcome !== 'pass') return { ...toResult(rule, seed, markFlaky(first, second)), ...total };
  // What was read before that was known could be old.
  if (lag.seen > lagged)
    return {
      ...toResult(rule, seed, { ...second, reason: 'judged again, since reads were seen to lag writes' }),
      ...total,
    };
  const { outcome, durationMs, requests } = second;
  return {
    ...toResult(rule, seed, { ...first, outcome: 'flaky', reason: 'failed, then passed with the same seed' }),
    ...total,
    secondRun: { outcome, durationMs, requests },
  };
}

function withoutShrinking(run: RuleRun): RuleRun {
  return { ...run, environment: { ...run.environment, shrinkBudget: 0 } };
}

/** Findings whose normalized answer did not come again are flaky, and stand last. */
function markFlaky(first: Attempt, { outcome, findings: again = [] }: Attempt): Attempt {
  if (!first.findings || outcome !== first.outcome) return first;
  const answers = new Set(again.map(({ answer }) => answer));
  const [firm, flaky] = [true, false].map((is) =>
    first.findings?.filter((one) => answers.has(one.answer) === is),
  );
  return {
    ...first,
    findings: [...(firm ?? []), ...(flaky ?? []).map((one) => ({ ...one, flaky: true as const }))],
  };
}

/** Blocked by an answer that was met before, or again, it is; else it is what the second attempt came to. */
async function blockedOrNot(
  rule: Rule,
  seed: number,
  first: Attempt,
  run: RuleRun,
  avoided: boolean,
): Promise<RuleResult> {
  const { preconditions } = run;
  if (first.precondition && !avoided && preconditions.knows(first.precondition)) {
    preconditions.note(first.precondition);
    return toResult(rule, seed, first);
  }
  const second = await attemptPatiently(rule, seed, run);
  if (second.precondition) preconditions.note(second.precondition);
  const requests = first.requests + second.requests;
  return toResult(rule, seed, { ...second, requests, durationMs: first.durationMs + second.durationMs });
}

/** Where a connection broke, begins again from the state that was put back, as often as a request is sent again. */
async function attemptPatiently(rule: Rule, seed: number, run: RuleRun): Promise<Attempt> {
  let [requests, durationMs] = [0, 0];
  let before: string | undefined;
  for (let left = triesOnReset(run.environment.target); ; left -= 1) {
    const { brokenBy, ...attempt } = await attemptRule(rule, seed, run);
    requests += attempt.requests;
    durationMs += attempt.durationMs;
    if (brokenBy === null || left === 0 || run.signal.aborted) {
      const told = [attempt.reason, before && `run again: ${before}`].filter(Boolean).join('; ');
      return { ...attempt, ...(told === '' ? {} : { reason: told }), requests, durationMs };
    }
    before = brokenBy;
  }
}

/** `brokenBy`: what became of the connection that broke and ended the attempt, in words. */
async function attemptRule(
  rule: Rule,
  seed: number,
  run: RuleRun,
): Promise<Attempt & { readonly brokenBy: string | null }> {
  const { pace } = run.environment.lag;
  const startedAt = pace.now();
  const restorer = run.restorer.open();
  const environment = { ...run.environment, target: withDefaultCaller(run.environment.target, seed) };
  const time = new RuleTime(run.deadlineMs, (): Waited => session, pace);
  const ends = AbortSignal.any([run.signal, run.over.signal, time.signal]);
  const session = new Session(environment, rule.id, restorer, ends);
  let verdict: Verdict;
  let brokenBy: string | null = null;
  try {
    await rule.check(createContext(session, seed));
    verdict = passed(rule, session);
  } catch (error) {
    verdict = thrown(rule, seed, run, session, unlessTrouble(error, session));
    if (error instanceof BrokenConnection) brokenBy = error.message;
    if (time.signal.aborted && !run.signal.aborted && verdict.findings === undefined) {
      verdict = {
        outcome: 'error',
        reason: `not finished within ${run.deadlineMs / 1000} s beside waiting for answers, so it has not passed`,
      };
    }
  }
  const ended = run.over.signal.aborted && !run.signal.aborted;
  if (ended && (verdict.outcome === 'error' || verdict.outcome === 'blocked')) verdict = run.over.verdict;
  time.stop();
  run.latency?.note(session);
  if (verdict.findings || verdict.precondition) {
    for (const { account, region } of session.unsettled) environment.regions.of(account).tell(region);
  }
  await session.end();
  run.notRestored(await restorer.restore());
  const { requests } = session;
  return { ...verdict, requests, durationMs: pace.now() - startedAt, brokenBy };
}

function passed(rule: Rule, session: Session): Verdict {
  const seen = session.observations.join('; ');
  const reason = seen === '' ? {} : { reason: seen };
  if (session.requests === 0)
    return { outcome: 'error', reason: 'the rule sent no request, so it proves nothing' };
  if (rule.level === 'contested')
    return { outcome: 'observed', reason: 'seen: as the statement says', ...reason };
  return { outcome: 'pass', ...reason };
}

/** What ended an attempt: trouble, where that explains the answer that it ended with. */
function unlessTrouble(error: unknown, { environment, calls }: Session): unknown {
  const restsOnIt = error instanceof Blocked && error.cause instanceof Refutation;
  const judges = error instanceof Refutation || error instanceof Counterexample;
  if (!restsOnIt && !judges) return error;
  const made = error instanceof Counterexample ? error.calls : calls;
  try {
    environment.trouble.throwIfEnding(made.at(-1), restsOnIt);
    return error;
  } catch (trouble) {
    return trouble;
  }
}

function thrown(rule: Rule, seed: number, run: RuleRun, session: Session, error: unknown): Verdict {
  if (error instanceof Refutation || error instanceof Counterexample) {
    if (rule.level === 'contested')
      return {
        outcome: 'observed',
        reason: `seen: ${refutationsOf(error)
          .map(({ actual }) => actual)
          .join('; ')}`,
      };
    const [others, more] = error instanceof Counterexample ? [error.others, error.more] : [[], 0];
    const findings = [error, ...others].map((one) => run.findings.ofRule(rule, seed, one, session.calls));
    return {
      outcome: rule.level === 'must' ? 'fail' : 'warn',
      findings,
      ...(more > 0 ? { moreFindings: more } : {}),
    };
  }
  if (error instanceof BlockedByTrouble)
    return { outcome: 'blocked', reason: error.message, trouble: error.kind };
  if (error instanceof NotApplicable) return { outcome: 'skipped', reason: error.message };
  if (error instanceof Blocked) {
    const finding = run.preconditions.findingOf(rule, seed, error, session.calls);
    if (finding) return { outcome: 'blocked', reason: error.message, precondition: finding };
    const missing = run.preconditions.missingBehind(error);
    return {
      outcome: 'blocked',
      reason: error.message,
      ...(missing.length > 0 ? { blockedBy: missing } : {}),
    };
  }
  if (error instanceof StateFault) return { outcome: 'error', reason: error.message };
  if (error instanceof HarnessFault) {
    if (!run.signal.aborted && !(error instanceof BrokenConnection)) run.connectionFailed();
    return run.signal.aborted ? INTERRUPTED : { outcome: 'error', reason: error.message };
  }
  if (run.signal.aborted) return INTERRUPTED;
  return {
    outcome: 'error',
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

const INTERRUPTED = { outcome: 'blocked', reason: 'the run was interrupted' } as const;

function refutationsOf(error: Refutation | Counterexample): Refutation[] {
  return error instanceof Counterexample
    ? [error, ...error.others].map(({ refutation }) => refutation)
    : [error];
}

function toResult(rule: Rule, seed: number, { precondition, ...attempt }: Attempt): RuleResult {
  return {
    id: rule.id,
    suite: suiteOf(rule.id),
    level: rule.level,
    statement: rule.statement,
    source: rule.source,
    operations: [...rule.operations],
    seed,
    ...attempt,
    ...(precondition ? { blockedBy: [precondition.id] } : {}),
  };
}
