import type { Rate } from '../../spec/load-quotas.ts';
import type { Pace } from './pace.ts';

/** Milliseconds by which a service's clock may be coarser than ours. */
const MARGIN = 5;

/** One request that took a token. */
export interface Taken {
  /** Where its token stands in the bucket's time. */
  readonly base: number;
}

/**
 * A token bucket as the service keeps it, seen from afar: a request may have arrived at any moment until its answer
 * came, so the bucket is taken to be as empty as that allows. Waiters go in turn.
 */
export class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  readonly #pace: Pace;
  readonly #inFlight = new Set<Taken>();
  /** When the bucket will be full again. */
  #full = Number.NEGATIVE_INFINITY;
  #turn: Promise<void> = Promise.resolve();

  constructor({ perSecond, burst }: Rate, pace: Pace) {
    this.#interval = 1000 / perSecond;
    this.#burst = burst;
    this.#pace = pace;
  }

  /** Waits for a token. Rejects when the signal is aborted. */
  take(signal: AbortSignal | undefined): Promise<Taken> {
    const taken = this.#turn.then(async () => {
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#pace.sleep(wait, signal);
      return this.takeNow();
    });
    this.#turn = taken.then(
      () => {},
      () => {},
    );
    return taken;
  }

  /** Takes a token that may not be there. */
  takeNow(): Taken {
    const taken = { base: Math.max(this.#full, this.#pace.now()) };
    this.#full = taken.base + this.#interval;
    this.#inFlight.add(taken);
    return taken;
  }

  /** The answer has come; where the request was refused for its rate, it took nothing. */
  answered(taken: Taken, refused: boolean): void {
    this.#inFlight.delete(taken);
    const late = Math.max(0, this.#pace.now() - taken.base);
    this.#full += refused ? -this.#interval : late;
  }

  #wait(): number {
    const now = this.#pace.now();
    const oldest = Math.min(now, ...[...this.#inFlight].map(({ base }) => base));
    return this.#full + (now - oldest) - (this.#burst - 1) * this.#interval + MARGIN - now;
  }
}
