import fc from 'fast-check';
import type {
  RecordedDeviation,
  RecordedExchange,
  RecordedTrouble,
  RuleResult,
} from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Exchange, WireClient } from '../../targets/transport/exchange.ts';
import { ReadLag, settledReads } from '../../targets/pacing/read-lag.ts';
import { realPace, type Pace } from '../../targets/pacing/pace.ts';
import { isGoverned } from '../../targets/pacing/governor.ts';
import { claims, type Target, type Tier } from '../../targets/target.ts';
import { missingRoles } from '../callers.ts';
import { FailedPreconditions } from './failed-preconditions.ts';
import { neededBy } from '../resources/effect-check-of.ts';
import { RegionPlan } from '../resources/region/plan.ts';
import { FindingWriter } from '../finding.ts';
import { InvariantWatch } from '../invariants/invariant-watch.ts';
import { invariantResults } from '../invariants/invariant-results.ts';
import { Elsewhere } from './elsewhere.ts';
import { EndOfRun } from './end-of-run.ts';
import { Latency } from './rule-time.ts';
import { leasesOf, runByWorkers, widestFirst, type Rank } from './leases.ts';
import { firstContact } from '../survey/first-contact.ts';
import { surveyedOperation } from '../survey/implemented.ts';
import { notRun, skipped } from './not-run.ts';
import { suiteOf, type Rule } from '../rule.ts';
import { isAboutValidRequests } from '../source.ts';
import { FOREIGN } from '../restore/compare-and-put-back.ts';
import { probeSignatures } from '../survey/signing-probe.ts';
import { runRule, type RuleRun } from './run-rule.ts';
import { deriveSeed } from '../seed.ts';
import { isOwner, Survey, recordedDeviations, withdrawUnowned } from '../survey/survey.ts';
import { StateRestorer, type RestorerOptions } from '../restore/state-restorer.ts';
import { TroubleBook } from '../trouble/trouble-book.ts';
import { emailBar, tierAllows, tierOf } from './tier.ts';

export interface RunnerOptions {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  /** Removes secrets from what is kept for reports. */
  readonly record: (exchange: Exchange) => RecordedExchange;
  readonly rules: readonly Rule[];
  /** Rules that say whether an operation is implemented: they run first, of the operations that the others need. */
  readonly survey: readonly Rule[];
  /** Rules that may own what a service does differently every time: those that do run before the others. */
  readonly owners?: readonly Rule[];
  /** Ids of rules and invariants that are reported; `null`: all. */
  readonly reported: ReadonlySet<string> | null;
  /** As whom the survey asks: of the shards that share a target each by its own accounts. The target, where it is not given. */
  readonly surveyed?: Target;
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  /** How many run side by side where reads lag, so that most of them wait; as many as else, where it is not given. */
  readonly workersThatWait?: number;
  readonly order: 'seed' | 'id';
  /** Chooses another order than the run's seed does, and nothing else. */
  readonly orderSeed?: number;
  readonly tier: Tier;
  readonly bail: boolean;
  readonly shrinkBudget?: number;
  readonly signal: AbortSignal;
  /** Milliseconds after which the run ends in good order, counted from `startedAt`. */
  readonly maxDurationMs?: number;
  /** In which is waited; the real one where it is not given. */
  readonly pace?: Pace;
  /** As performance.now(); when the runner was made, where it is not given. */
  readonly startedAt?: number;
  /** The options by which the command of a finding names this target and this run again. */
  readonly again?: string;
  /** How the target's state is kept; without it, on trust. */
  readonly restorer?: RestorerOptions;
  readonly onRule?: (result: RuleResult, progress: { done: number; total: number; requests: number }) => void;
}

export interface RunnerOutcome {
  readonly rules: RuleResult[];
  readonly requests: number;
  /** How many rules could run side by side at most. */
  readonly workers: number;
  readonly notImplemented: string[];
  readonly notRestored: string[];
  /** What the rules were judged in spite of. */
  readonly deviations?: readonly RecordedDeviation[];
  /** What says nothing about the target, and blocked rules. */
  readonly trouble?: readonly RecordedTrouble[];
  /** Whether all that we changed is as it was, so that nothing needs to be remembered. */
  readonly settled: boolean;
  readonly interrupted: boolean;
  /** Why the target cannot be asked; `null`: it can. */
  readonly unreachable: string | null;
  /** Why nothing more could be changed safely, so that the run ended; `null`: it could. */
  readonly fault: string | null;
}

/** The suite that is about nothing but changes of regions. */
const REGIONS = 'regions';
const SHRINK_BUDGET = 400;
const LOST_AFTER = 5;
/** How much longer a rule may take where requests wait for their turn. */
const PACED = 30;
/** How often a rule may wait until a write shows. */
const WAITS = 100;
/** Values that are drawn where each takes as long as reads lag. */
const RUNS_THAT_WAIT = 2;
/** Milliseconds; a longer timer would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Runs rules against one target and leaves it as it was. Never rejects for what the target does. */
export async function runRules(options: RunnerOptions): Promise<RunnerOutcome> {
  const runner = new Runner(options);
  try {
    await runner.begin();
    await runner.runAll();
  } finally {
    // Also where we ourselves failed.
    await runner.putBack();
  }
  return runner.end();
}

/** The runner in steps, for whoever runs the rules one by one. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #lag: ReadLag;
  readonly #regions: RegionPlan;
  readonly #watch: InvariantWatch;
  readonly #restorer: StateRestorer;
  readonly #findings: FindingWriter;
  readonly #preconditions: FailedPreconditions;
  readonly #elsewhere: Elsewhere;
  readonly #results: RuleResult[] = [];
  readonly #notRestored = new Set<string>();
  readonly #survey = new Survey();
  readonly #trouble: TroubleBook;
  readonly #over: EndOfRun;
  readonly #latency = new Latency();
  #mostWorkers = 0;
  readonly #surveyRules: readonly Rule[];
  readonly #others: readonly Rule[];
  #owners: readonly Rule[] = [];
  /** Why the rules about signatures do not apply; found out where the profile leaves it open. */
  #unverified: string | null = null;
  #settled = true;
  #requests = 0;
  #lost = 0;
  readonly #underWay = new Set<string>();
  /** Rules that were under way when the connection was lost for the first time since a rule went well. */
  #suspects: readonly string[] = [];
  #bailed = false;
  #done = 0;
  #unreachable: string | null = null;
  #fault: string | null = null;
  /** What keeps all rules from running; `null`: nothing does. */
  #ruledOut: string | null = null;

  constructor(given: RunnerOptions) {
    const { pace = realPace } = given;
    this.#lag = new ReadLag(given.target.timing.consistencyWindow, pace);
    this.#regions = new RegionPlan(given.target.timing, pace);
    const options = { ...given, client: settledReads(given.client, this.#lag, given.contract) };
    this.#options = options;
    this.#watch = new InvariantWatch(options.contract);
    this.#trouble = new TroubleBook(options.target, options.contract, options.client);
    const { maxDurationMs, startedAt = performance.now() } = options;
    this.#over = new EndOfRun({
      target: options.target,
      trouble: this.#trouble,
      endsAt: maxDurationMs === undefined ? null : startedAt + maxDurationMs,
      durationMs: maxDurationMs ?? 0,
    });
    this.#restorer = new StateRestorer(options.target, options.contract, options.client, {
      ...options.restorer,
      onAnswer: (answer, input) => this.#trouble.lookAtRead(answer, input),
      lag: this.#lag,
      regions: this.#regions,
    });
    this.#findings = new FindingWriter(options.target, options.seed, options.record, options.again);
    this.#preconditions = new FailedPreconditions(
      options.contract,
      options.target,
      this.#findings,
      (operation) => (this.#survey.isUsable(operation) ? [] : this.#findingsAbout(operation)),
    );
    this.#elsewhere = new Elsewhere({
      ...options,
      target: options.surveyed ?? options.target,
      stopped: () => this.#stopped(),
      judge: (rule, target, survey) => this.#judge(rule, target, survey),
    });
    const needed = new Set(options.rules.flatMap((rule) => rule.operations));
    this.#surveyRules = options.survey.filter((rule) => rule.operations.every((name) => needed.has(name)));
    this.#others = this.#ordered(options.rules.filter((rule) => surveyedOperation(rule.id) === null));
  }

  /** Asks whether the target is there, and which of the operations in question it implements. */
  async begin(): Promise<void> {
    const { rules } = this.#options;
    if (rules.length === 0) return;
    const { problem, requests, exchange } = await firstContact(this.#options);
    this.#requests += requests;
    this.#unreachable = problem;
    if (this.#unreachable !== null) return;
    if (exchange) this.#latency.noteAlone(exchange.durationMs);
    this.#ruledOut = await this.#trouble.ruledOut(exchange, this.#options.signal);
    if (this.#stopped()) return;
    if (this.#options.restorer?.readFirst) await this.#restorer.readContacts(this.#options.signal);
    await this.#runByWorkers(this.#surveyRules);
    await this.#runOwners();
    await this.#probeSignatures();
  }

  /** Runs all rules, several side by side. */
  async runAll(): Promise<void> {
    if (this.#unreachable === null) await this.#runByWorkers(this.#others);
  }

  /** Compares everything that may have changed with its original, and puts back what is left. */
  async putBack(): Promise<void> {
    this.#over.stop();
    if (!this.#restorer.journaled) {
      for (const problem of await this.#restorer.restoreDeferred()) this.#notRestored.add(problem);
      return;
    }
    // A file that is closed, and locks that were given back, tell nothing later.
    this.#fault = this.#restorer.fault;
    const { left, foreign } = await this.#restorer.restoreAll();
    // What could not be put back after its rule may have been now.
    for (const problem of this.#notRestored) {
      if (!problem.endsWith(FOREIGN)) this.#notRestored.delete(problem);
    }
    for (const problem of [...left, ...foreign]) this.#notRestored.add(problem);
    // What somebody else changed may be changed again, to nobody's benefit: until a person says so, originals are kept.
    this.#settled = left.length === 0 && foreign.length === 0;
  }

  /** Runs one rule; one that ran already is not run again. */
  async runOne(rule: Rule): Promise<RuleResult> {
    const known = this.#results.find(({ id }) => id === rule.id);
    if (known) return known;
    await this.#runByWorkers([rule]);
    const result = this.#results.find(({ id }) => id === rule.id);
    return result ?? this.#keep(this.#withoutTurn(rule));
  }

  async #runOnce(rule: Rule): Promise<void> {
    if (this.#results.some(({ id }) => id === rule.id)) return;
    this.#underWay.add(rule.id);
    const result = await this.#judge(rule, this.#targetOf(rule));
    this.#underWay.delete(rule.id);
    if (!this.#elsewhere.hold(rule, result)) this.#keep(result);
  }

  /** What came of it; rules that did not run say why. */
  end(): RunnerOutcome {
    for (const rule of [...this.#surveyRules, ...this.#owners, ...this.#others]) {
      if (!this.#results.some(({ id }) => id === rule.id)) this.#keep(this.#withoutTurn(rule));
    }
    const judged = this.#judged().map((result) => this.#inOneText(result));
    const deviations = recordedDeviations(this.#survey, judged);
    const trouble = this.#trouble.recorded();
    return {
      rules: this.#reported(judged, deviations),
      requests: this.#requests + this.#trouble.requests + this.#elsewhere.requests,
      workers: Math.max(this.#mostWorkers, this.#options.workers),
      notImplemented: this.#survey.missing,
      notRestored: [...this.#notRestored],
      settled: this.#settled,
      interrupted: this.#options.signal.aborted,
      ...(deviations.length === 0 ? {} : { deviations }),
      unreachable: this.#unreachable ?? (this.#lost >= LOST_AFTER ? this.#howLost() : null),
      fault: this.#fault ?? this.#hopeless,
      ...(trouble.length === 0 ? {} : { trouble }),
    };
  }

  /** What says nothing about the target, and ends the run; `null`: nothing does. */
  get #hopeless(): string | null {
    return this.#ruledOut ?? this.#trouble.lost;
  }

  #stopped(): boolean {
    return (
      this.#unreachable !== null ||
      this.#options.signal.aborted ||
      this.#bailed ||
      this.#lost >= LOST_AFTER ||
      this.#hopeless !== null ||
      this.#over.signal.aborted ||
      this.#restorer.fault !== null
    );
  }

  /** The rules that judge what the survey found, so that all others may let it pass. */
  async #runOwners(): Promise<void> {
    const { owners = [] } = this.#options;
    if (this.#survey.tolerances.length === 0) return;
    const judges = [...this.#others, ...owners].filter((rule) =>
      this.#survey.tolerances.some(
        ({ kind, operation }) => rule.operations.includes(operation) && isOwner(kind, rule.id),
      ),
    );
    this.#owners = judges.filter(({ id }, at) => judges.findIndex((rule) => rule.id === id) === at);
    await this.#runByWorkers(this.#owners);
    withdrawUnowned(this.#survey, this.#judged());
  }

  /** Rules that one trouble blocks say all that was met of it. */
  #inOneText(result: RuleResult): RuleResult {
    const { trouble } = result;
    return trouble === undefined ? result : { ...result, reason: this.#trouble.textOf(trouble) };
  }

  /** All results so far, with those of the invariants. */
  #judged(): RuleResult[] {
    return [
      ...this.#preconditions.addTo(this.#results),
      ...invariantResults(this.#watch, this.#findings, this.#options.seed),
    ];
  }

  /** Where the profile leaves it open whether the target verifies signatures. */
  async #probeSignatures(): Promise<void> {
    const { contract, target, client, signal, rules } = this.#options;
    const asked = rules.some(({ capability }) => capability === 'signatures');
    if (!asked || target.capabilities.signatures !== 'probe' || this.#stopped()) return;
    const { verifies, requests } = await probeSignatures(target, contract, client, signal);
    this.#requests += requests;
    if (verifies === false) this.#unverified = 'the target does not verify signatures (probed)';
    if (verifies === null) this.#unverified = 'whether the target verifies signatures is not known (probed)';
  }

  async #runByWorkers(rules: readonly Rule[]): Promise<void> {
    const { contract, workers, workersThatWait = workers, seed } = this.#options;
    const tasks = rules.map((rule) => {
      const leases = leasesOf(rule, contract, this.#targetOf(rule), deriveSeed(seed, rule.id));
      const breadth = widestFirst(leases);
      return {
        leases,
        alone: rule.alone ?? false,
        rank: () => this.#rank(rule, breadth),
        run: () => this.#runOnce(rule),
      };
    });
    await runByWorkers(
      tasks,
      () => {
        const now = this.#lag.isSeen || this.#latency.isWaiting ? workersThatWait : workers;
        this.#mostWorkers = Math.max(this.#mostWorkers, now);
        return now;
      },
      () => this.#stopped(),
    );
    await this.#elsewhere.judgeHeld((result) => this.#keep(result));
  }

  async #judge(rule: Rule, target: Target, survey = this.#survey): Promise<RuleResult> {
    const hindrance = this.#hindrance(rule);
    if (hindrance) return hindrance;
    const { contract, client, seed, signal, shrinkBudget = SHRINK_BUDGET } = this.#options;
    const run: RuleRun = {
      environment: {
        target,
        contract,
        client,
        watch: this.#watch,
        trouble: this.#trouble,
        lag: this.#lag,
        regions: this.#regions,
        survey,
        runs: this.#runsOf(rule),
        shrinkBudget,
      },
      restorer: this.#restorer,
      findings: this.#findings,
      preconditions: this.#preconditions,
      seed,
      signal,
      over: this.#over,
      latency: this.#latency,
      deadlineMs: this.#deadline(rule),
      connectionFailed: () => {
        this.#lost += 1;
        if (this.#suspects.length === 0) this.#suspects = [...this.#underWay];
      },
      notRestored: (problems) => {
        for (const problem of problems) this.#notRestored.add(problem);
      },
    };
    return runRule(rule, run);
  }

  /** Why a rule is not even tried. */
  #hindrance(rule: Rule): RuleResult | null {
    const { target, tier, contract } = this.#options;
    const unclaimed = rule.operations.filter((name) => !claims(target, name));
    if (unclaimed.length > 0)
      return skipped(rule, `the target is configured without ${unclaimed.join(', ')}`);
    if (rule.capability && target.capabilities[rule.capability] === false) {
      return skipped(rule, `the target is configured without ${rule.capability}`);
    }
    if (rule.capability === 'signatures' && this.#unverified !== null) return skipped(rule, this.#unverified);
    const needed = tierOf(rule, contract);
    if (!tierAllows(tier, needed)) return skipped(rule, `needs tier ${needed}, but the run has tier ${tier}`);
    const barred = surveyedOperation(rule.id) === null ? emailBar(rule, contract, target) : null;
    if (barred !== null) return skipped(rule, barred);
    const missing = missingRoles(target, rule.needs ?? []);
    if (missing !== null) return notRun(rule, missing);
    const absent = neededBy(rule).filter((name) => !this.#survey.isUsable(name));
    if (absent.length === 0) return null;
    const blockedBy = absent.flatMap((name) => this.#findingsAbout(name));
    const blocked = notRun(rule, `not implemented by the target: ${absent.join(', ')}`);
    return blockedBy.length > 0 ? { ...blocked, blockedBy } : blocked;
  }

  /** Ids of the findings that say that an operation is missing. */
  #findingsAbout(operation: string): string[] {
    const survey = this.#results.find(({ id }) => surveyedOperation(id) === operation);
    return (survey?.findings ?? []).map(({ id }) => id);
  }

  #targetOf({ id }: Rule): Target {
    const { target, surveyed = target } = this.#options;
    return surveyedOperation(id) === null ? target : surveyed;
  }

  /** Where each value that is written takes as long as reads lag, a few do. */
  #runsOf(rule: Rule): number {
    const { contract, runs } = this.#options;
    const waits = this.#lag.isSeen && tierOf(rule, contract) !== 'read';
    return waits ? Math.min(runs, RUNS_THAT_WAIT) : runs;
  }

  /** Where each change of a region takes long: musts before others, and first those that are about nothing else. */
  #rank(rule: Rule, breadth: Rank): Rank {
    if (this.#regions.isSlow && tierOf(rule, this.#options.contract) === 'regions') {
      if (rule.level !== 'must') return 2;
      return suiteOf(rule.id) === REGIONS ? 0 : 1;
    }
    return this.#lag.windowMs > 0 ? breadth : 0;
  }

  #deadline(rule: Rule): number {
    const { target, contract } = this.#options;
    const patience = tierOf(rule, contract) === 'regions' ? target.timing.regionTimeout * 6 : 0;
    const paced = isGoverned(target) ? PACED : 1;
    const waits = target.timing.consistencyWindow * WAITS;
    return Math.min(target.timing.requestTimeout * 12 * paced + patience + waits, LONGEST_TIMER);
  }

  #ordered(rules: readonly Rule[]): Rule[] {
    const { order, seed, orderSeed = seed } = this.#options;
    const byId = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (order === 'id') return byId;
    const shuffled = fc.shuffledSubarray(byId, { minLength: byId.length });
    return fc.sample(shuffled, { seed: deriveSeed(orderSeed, 'order'), numRuns: 1 })[0] ?? byId;
  }

  #keep(result: RuleResult): RuleResult {
    this.#results.push(result);
    this.#requests += result.requests;
    this.#done += 1;
    // One that had its last answer before tells nothing.
    if (result.requests > 0 && result.outcome !== 'error' && !this.#suspects.includes(result.id)) {
      this.#lost = 0;
      this.#suspects = [];
    }
    if (this.#options.bail && result.outcome === 'fail') this.#bailed = true;
    this.#options.onRule?.(result, {
      done: this.#done,
      total: new Set([...this.#surveyRules, ...this.#owners, ...this.#others]).size,
      requests: this.#requests,
    });
    return result;
  }

  /** Names what to run alone: a request of one of these rules may have ended the target. */
  #howLost(): string {
    return `the connection was lost while ${new Intl.ListFormat('en').format(this.#suspects.toSorted())} ran`;
  }

  #withoutTurn(rule: Rule): RuleResult {
    const over = this.#over.signal.aborted && !this.#options.signal.aborted && this.#hopeless === null;
    return over ? { ...notRun(rule, ''), ...this.#over.verdict } : notRun(rule, this.#whyNotRun());
  }

  #whyNotRun(): string {
    if (this.#unreachable !== null) return `the target does not answer: ${this.#unreachable}`;
    if (this.#options.signal.aborted) return 'the run was interrupted';
    const fault = this.#fault ?? this.#restorer.fault ?? this.#hopeless;
    if (fault !== null) return `the run ended: ${fault}`;
    return this.#bailed ? 'the run ended at the first failure (--bail)' : this.#howLost();
  }

  #reported(all: readonly RuleResult[], deviations: readonly RecordedDeviation[]): RuleResult[] {
    const { reported } = this.#options;
    // What kept other rules from running is said also where only these were asked for.
    const hinders = ({ id, findings }: RuleResult) =>
      findings !== undefined && (surveyedOperation(id) !== null || isAboutValidRequests(id));
    const owning = new Set(deviations.flatMap(({ ownedBy }) => ownedBy));
    const owns = ({ findings = [] }: RuleResult) => findings.some(({ id }) => owning.has(id));
    const shown = reported
      ? all.filter((result) => reported.has(result.id) || hinders(result) || owns(result))
      : all;
    return shown.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
