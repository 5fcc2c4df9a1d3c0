import type { RecordedExchange } from '../results/record.ts';
import type { Contract } from '../spec/contract.ts';
import { FindingWriter } from '../harness/finding.ts';
import { firstContact } from '../harness/survey/first-contact.ts';
import { TroubleBook } from '../harness/trouble/trouble-book.ts';
import type { StateRestorer } from '../harness/restore/state-restorer.ts';
import { ReadLag } from '../targets/pacing/read-lag.ts';
import type { Exchange, WireClient } from '../targets/transport/exchange.ts';
import { StateFault } from '../targets/journal/state-directory.ts';
import type { Target, Tier } from '../targets/target.ts';
import { isNoRoom } from '../targets/journal/durable-file.ts';
import { Buckets } from './corpus/buckets.ts';
import { Corpus } from './corpus/corpus.ts';
import { drawingSources } from './draw/drawing-sources.ts';
import { Energy } from './corpus/energy.ts';
import { FeatureNumbers } from './corpus/features.ts';
import { Examiner } from './execute/examiner.ts';
import type { FuzzFinding } from './fuzz-finding.ts';
import { accountGroupsOf } from './account-group.ts';
import { investigate } from './shrink/investigate.ts';
import { Explorer, type Candidate } from './execute/explorer.ts';
import { mayBeRepeated, mayBeSent } from './execute/may-be-sent.ts';
import { pacer } from './execute/pace.ts';
import { RecentCalls } from './execute/recent-calls.ts';
import type { FuzzEnvironment } from './execute/execution.ts';

export interface FuzzOptions {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly record: (exchange: Exchange) => RecordedExchange;
  /** Removes from a finding what the target held before, ahead of being kept and shown. */
  readonly conceal?: (finding: FuzzFinding) => FuzzFinding;
  /** Removes secrets from what is kept besides. */
  readonly sweep?: (text: string) => string;
  readonly restorer: StateRestorer;
  readonly tier: Tier;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Where inputs and findings are kept; `null`: nowhere. */
  readonly directory: string | null;
  /** The first that is reached ends the run, `null`: no bound. Requests to shrink are not counted; their time is. */
  readonly timeMs: number | null;
  /** When the time began, as performance.now; the call of `fuzz`, where it is not given. */
  readonly startedAt?: number;
  readonly maxRequests: number | null;
  readonly maxFindings: number | null;
  readonly maxRequestsPerSecond: number | null;
  /** Requests that may be spent on shrinking one finding. */
  readonly shrinkBudget: number;
  /** How the target is named on the command line. */
  readonly targetOptions: string;
  readonly onFinding?: (finding: FuzzFinding) => void;
  readonly onProgress?: (progress: FuzzProgress) => void;
}

export interface FuzzProgress {
  readonly requests: number;
  readonly elapsedMs: number;
  readonly sequences: number;
  /** Different things that answers showed. */
  readonly behaviours: number;
  readonly corpus: number;
  readonly buckets: number;
  /** Answers that fell into a bucket. */
  readonly hits: number;
}

export interface FuzzOutcome extends FuzzProgress {
  readonly findings: readonly FuzzFinding[];
  /** Answers of further buckets, of which there were too many. */
  readonly dropped: number;
  readonly notRestored: readonly string[];
  readonly unreachable: string | null;
  /** Why nothing more could be changed safely, so that the run ended. */
  readonly fault: string | null;
  readonly interrupted: boolean;
  /** How long it took, at the end, to put the state back. */
  readonly restoringMs: number;
}

/** Calls of one lane between two looks at what they showed. */
const ROUND = 200;
/** A round takes long on a slow target, or at a low rate. */
const TELL_EVERY_MS = 100;
/** Bounds what is remembered of answers. */
const MOST_SEEN = 100_000;

/** Makes up calls and judges their answers until time, requests or findings end it, and puts the state back. */
export async function fuzz(options: FuzzOptions): Promise<FuzzOutcome> {
  const run = new FuzzRun(options);
  const telling = setInterval(() => run.tell(), TELL_EVERY_MS);
  try {
    return await run.run();
  } finally {
    clearInterval(telling);
  }
}

class FuzzRun {
  readonly #options: FuzzOptions;
  readonly #environment: FuzzEnvironment;
  readonly #energy: Energy;
  readonly #corpus: Corpus;
  readonly #buckets: Buckets;
  readonly #seen = new Set<number>();
  readonly #startedAt: number;
  /**
   * Aborted when the run is interrupted or its time is up: whatever is sent then but to put the state back is given up.
   * Asked with each request, for which `AbortSignal.any` is slow.
   */
  readonly #ending = new AbortController();
  readonly #over = this.#ending.signal;
  #explorers: Explorer[] = [];
  #requests = 0;
  /** Requests that were not sent to shrink or to restore. */
  #explored = 0;
  #exploring = false;
  #hits = 0;
  #unreachable: string | null = null;
  #fault: string | null = null;

  constructor(options: FuzzOptions) {
    const { target, contract, client, tier, maxRequestsPerSecond, directory } = options;
    this.#options = options;
    this.#startedAt = options.startedAt ?? performance.now();
    const signal = this.#over;
    const interrupt = () => this.#ending.abort(options.signal.reason);
    if (options.signal.aborted) interrupt();
    else options.signal.addEventListener('abort', interrupt, { signal });
    this.#environment = {
      target,
      contract,
      client,
      signal,
      examiner: new Examiner(contract, target),
      lag: new ReadLag(target.timing.consistencyWindow),
      neverSettled: new Set(),
      pace: pacer(maxRequestsPerSecond, signal),
      onRequest: () => {
        this.#requests += 1;
        if (this.#exploring) this.#explored += 1;
      },
    };
    const allowance = { contract, target, tier };
    this.#energy = new Energy(contract, (operation) => mayBeSent(operation, allowance));
    this.#corpus = new Corpus(directory, (operation) => mayBeRepeated(operation, allowance), options.sweep);
    this.#buckets = new Buckets(directory);
  }

  async run(): Promise<FuzzOutcome> {
    const { timeMs } = this.#options;
    if (timeMs === null) return this.#run();
    const left = Math.max(0, this.#startedAt + timeMs - performance.now());
    const timer = setTimeout(() => this.#ending.abort(new Error('the time is up')), left);
    try {
      return await this.#run();
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(): Promise<FuzzOutcome> {
    const { target, contract, client, restorer, seed } = this.#options;
    const foreign = restorer.open();
    await this.#corpus.load();
    const contact = await firstContact({ target, contract, client, seed, signal: this.#over });
    const book = new TroubleBook(target, contract, client);
    this.#unreachable = contact.problem ?? (await book.ruledOut(contact.exchange, this.#over));
    const shared = {
      environment: this.#environment,
      sources: drawingSources(contract, target),
      restorer,
      foreign,
      seed,
      energy: this.#energy,
      corpus: this.#corpus,
      seen: this.#seen,
      numbers: new FeatureNumbers(),
      recent: new RecentCalls(),
      stopped: () => this.#stopped(),
      isKnown: (bucket: string) => this.#buckets.isKnown(bucket),
    };
    if (!this.#energy.empty) {
      this.#explorers = accountGroupsOf(target).map(
        (group, at, { length }) => new Explorer(group, shared, at / length),
      );
    }
    const explored = await this.#attempt(async () => {
      while (this.#explorers.some(({ ended }) => !ended) && !this.#stopped()) await this.#round();
    });
    const restoringSince = performance.now();
    const notRestored = new Set<string>();
    if (this.#unreachable === null) {
      const problems = await Promise.all(this.#explorers.map((explorer) => explorer.restart()));
      for (const problem of problems.flat()) notRestored.add(problem);
      for (const problem of await foreign.restore()) notRestored.add(problem);
    }
    const kept = await this.#attempt(async () => {
      await this.#corpus.save();
      await this.#buckets.save();
    });
    const failed = explored ?? kept;
    // Where it is not, that has to be said first.
    if (failed && notRestored.size === 0) throw failed;
    this.#fault ??= failed?.message ?? null;
    return {
      ...this.#progress(),
      findings: this.#buckets.all,
      dropped: this.#buckets.dropped,
      notRestored: [...notRestored],
      unreachable: this.#unreachable,
      fault: this.#fault,
      interrupted: this.#options.signal.aborted,
      restoringMs: performance.now() - restoringSince,
    };
  }

  /** What ends a run by itself, such as a full disk, ends it before the state is put back; `null`: nothing did. */
  async #attempt(steps: () => Promise<void>): Promise<Error | null> {
    try {
      await steps();
      return null;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (isNoRoom(failure)) this.#fault ??= `the disk is full: ${failure.message}`;
      return isNoRoom(failure) ? null : failure;
    }
  }

  async #round(): Promise<void> {
    const { maxRequests } = this.#options;
    const left = maxRequests === null ? Infinity : maxRequests - this.#explored;
    const each = Math.min(ROUND, Math.max(1, Math.floor(left / this.#explorers.length)));
    this.#exploring = true;
    const ended = await Promise.allSettled(this.#explorers.map((explorer) => explorer.advance(each)));
    this.#exploring = false;
    for (const result of ended) {
      if (result.status === 'rejected' && !this.#over.aborted) this.#lost(result.reason);
    }
    for (const explorer of this.#explorers) await this.#learn(explorer);
    this.#energy.refresh();
    await this.#corpus.save();
    this.tell();
  }

  tell(): void {
    this.#options.onProgress?.(this.#progress());
  }

  async #learn(explorer: Explorer): Promise<void> {
    const { tries, shown, kept, candidates } = explorer.report();
    for (const [arm, { made, news }] of tries) {
      this.#energy.reward(arm, made, news);
    }
    for (const feature of shown) if (this.#seen.size < MOST_SEEN) this.#seen.add(feature);
    for (const calls of kept) this.#corpus.add(calls);
    for (const [bucket, candidate] of candidates) {
      this.#hits += candidate.count;
      if (this.#buckets.count(bucket, candidate.count)) continue;
      if (this.#buckets.full) this.#buckets.dropped += candidate.count;
      else if (this.#unreachable === null) await this.#investigate(explorer, bucket, candidate);
    }
  }

  async #investigate(
    explorer: Explorer,
    bucket: string,
    candidate: Candidate & { count: number },
  ): Promise<void> {
    const { target, restorer, record, seed, shrinkBudget, targetOptions } = this.#options;
    const { conceal = (finding) => finding } = this.#options;
    const foreign = restorer.open();
    try {
      // Once it is over the state is put back for all together, at the end.
      if (!this.#over.aborted) await explorer.restart();
      const finding = await investigate(candidate, {
        environment: this.#environment,
        restorer,
        foreign,
        isForeign: explorer.isForeign,
        writer: new FindingWriter(target, seed, record),
        seed,
        shrinkBudget,
        targetOptions,
      });
      const shown = conceal({ ...finding, count: candidate.count });
      const kept = await this.#buckets.add(bucket, shown);
      this.#options.onFinding?.(kept);
    } catch (error) {
      if (!this.#over.aborted) this.#lost(error);
    } finally {
      // What was sent again may have reached other groups, of which their explorers know nothing.
      await foreign.restore();
      if (!this.#over.aborted) await Promise.all(this.#explorers.map((one) => one.restart()));
    }
  }

  #lost(reason: unknown): void {
    if (reason instanceof StateFault) {
      this.#fault ??= reason.message;
      return;
    }
    if (!(reason instanceof Error) || reason.name !== 'HarnessFault') throw reason;
    this.#unreachable ??= reason.message;
  }

  #stopped(): boolean {
    const { maxRequests, maxFindings, restorer } = this.#options;
    this.#fault ??= restorer.fault;
    return (
      this.#over.aborted ||
      this.#fault !== null ||
      this.#unreachable !== null ||
      (maxRequests !== null && this.#explored >= maxRequests) ||
      (maxFindings !== null && this.#buckets.broken >= maxFindings)
    );
  }

  #progress(): FuzzProgress {
    return {
      requests: this.#requests,
      elapsedMs: performance.now() - this.#startedAt,
      sequences: this.#explorers.reduce((sum, { sequences }) => sum + sequences, 0),
      behaviours: this.#seen.size,
      corpus: this.#corpus.size,
      buckets: this.#buckets.all.length,
      hits: this.#hits,
    };
  }
}
