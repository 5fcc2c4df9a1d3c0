import type { Pace } from './pace.ts';

/** Requests per second, after the first refusal. */
const FIRST = 16;
const LOWEST = 0.2;
/** By so much less after a refusal, and so many requests per second more after a second without one. */
const LESS = 0.7;
const MORE = 1;
/** Milliseconds: requests that were under way together are refused together. */
const TOGETHER_MS = 500;

/**
 * How often a service takes a request, learned from what it refuses: less at once, and slowly more again. Requests go
 * one after another, so that one that is refused is not refused for its neighbours.
 */
export class LearnedRate {
  readonly #pace: Pace;
  #perSecond = FIRST / LESS;
  #next = Number.NEGATIVE_INFINITY;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  #last: Promise<void> = Promise.resolve();

  /** Once those before it are done. */
  async alone<T>(steps: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const done = Promise.withResolvers<void>();
    this.#last = done.promise;
    await before;
    try {
      return await steps();
    } finally {
      done.resolve();
    }
  }

  /** Waits until the next request may be sent. Rejects when the signal is aborted. */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    const now = this.#pace.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.#perSecond;
    if (at > now) await this.#pace.sleep(at - now, signal);
  }

  refused(): void {
    const now = this.#pace.now();
    if (now - this.#refusedAt < TOGETHER_MS) return;
    this.#refusedAt = now;
    this.#perSecond = Math.max(LOWEST, this.#perSecond * LESS);
  }

  answered(): void {
    this.#perSecond += MORE / this.#perSecond;
  }
}
