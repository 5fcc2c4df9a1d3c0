import { realPace, type Pace } from '../../targets/pacing/pace.ts';

/** Requests of one attempt that are waited for as long as they take; more are what a rule sends that does not end. */
const MOST_REQUESTS = 5_000;
/** Requests after which what was seen says something. */
const ENOUGH = 40;
/** Milliseconds below which more requests side by side gain little. */
const SLOW_MS = 25;
/** How much longer answers may take side by side than alone, on a service that waits and does not work. */
const AS_ALONE = 1.5;

/** What an attempt has sent, and how long it waited for the answers. */
export interface Waited {
  readonly requests: number;
  /** Milliseconds in which at least one request was under way that was answered, or is still open. */
  readonly waitedMs: number;
}

/**
 * Aborts once an attempt has taken its time, in which the wait for answers does not count: a slow service does not end
 * rules.
 */
export class RuleTime {
  readonly #controller = new AbortController();
  readonly #stopped = new AbortController();
  readonly #startedAt: number;
  readonly #ms: number;
  readonly #waited: () => Waited;
  readonly #pace: Pace;

  constructor(ms: number, waited: () => Waited, pace: Pace = realPace) {
    this.#ms = ms;
    this.#waited = waited;
    this.#pace = pace;
    this.#startedAt = pace.now();
    this.#watch().catch(() => {});
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Rejects when it is stopped. */
  async #watch(): Promise<void> {
    for (let left = this.#ms; left > 0; left = this.#left()) {
      await this.#pace.sleep(Math.min(Math.max(left, 1), this.#ms), this.#stopped.signal);
    }
    this.#controller.abort(new Error('the time of the rule is over'));
  }

  #left(): number {
    const { requests, waitedMs } = this.#waited();
    const credit = waitedMs * Math.min(1, MOST_REQUESTS / Math.max(requests, 1));
    return this.#ms + credit - (this.#pace.now() - this.#startedAt);
  }
}

/** How long answers take, to tell a service that is far away from one that is busy. */
export class Latency {
  #requests = 0;
  #waitedMs = 0;
  /** Milliseconds of one request with no other beside it. */
  #aloneMs = Number.POSITIVE_INFINITY;

  /** Of a request that no other was sent beside. */
  noteAlone(ms: number): void {
    this.#aloneMs = ms;
  }

  note({ requests, waitedMs }: Waited): void {
    this.#requests += requests;
    this.#waitedMs += waitedMs;
  }

  /** Whether answers take long, and no longer side by side than alone: so that more side by side are answered sooner. */
  get isWaiting(): boolean {
    if (this.#requests < ENOUGH || !Number.isFinite(this.#aloneMs)) return false;
    const mean = this.#waitedMs / this.#requests;
    return mean >= SLOW_MS && mean <= this.#aloneMs * AS_ALONE;
  }
}
