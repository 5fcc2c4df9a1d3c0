import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../reference/core/state/clock.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import { dateOf, type RunTime } from '../../targets/pacing/pace.ts';

/** Turns of the event loop in which nothing happened: then all that runs waits. */
const QUIET_TURNS = 4;

/** Milliseconds. Before time leaps further than this, what only the machine knows of is given its time to end. */
const LEAP_MS = 120_000;
const BEFORE_LEAP_MS = 5000;

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * Time that stands while anything runs, and passes at once where all that runs waits: for a service that takes minutes,
 * in a run of many workers. Begins as performance.now().
 */
export class SimulatedTime implements RunTime {
  readonly #latencyMs: number;
  readonly #onExchange: (exchange: Exchange) => void;
  readonly #sleepers = new Set<Sleeper>();
  #now = performance.now();
  /** Requests on their way. */
  #carried = 0;
  /** Counts all that happened. */
  #events = 0;
  #passing = false;

  /** @param latencyMs how long a request and its answer are on their way. */
  constructor(latencyMs: number, onExchange: (exchange: Exchange) => void = () => {}) {
    this.#latencyMs = latencyMs;
    this.#onExchange = onExchange;
  }

  /** The clock of a service in this time. */
  get clock(): Clock {
    return { now: () => dateOf(this) };
  }

  readonly now = (): number => this.#now;

  async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const ended = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', aborted);
        this.#events += 1;
      };
      const aborted = () => {
        ended();
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        until: this.#now + Math.max(0, Math.ceil(ms)),
        wake: () => {
          ended();
          resolve();
        },
      };
      signal?.addEventListener('abort', aborted);
      this.#sleepers.add(sleeper);
      this.#events += 1;
      if (!this.#passing) void this.#pass();
    });
  }

  carries: RunTime['carries'] = (client) => ({
    send: async (request, signal) => {
      const startedAt = this.#now;
      await this.#onTheWay(signal);
      this.#carried += 1;
      const exchange = await client.send(request, signal).finally(() => {
        this.#carried -= 1;
        this.#events += 1;
      });
      await this.#onTheWay(signal);
      const timed = { ...exchange, startedAt, durationMs: this.#now - startedAt };
      this.#onExchange(timed);
      return timed;
    },
    close: () => client.close(),
  });

  /** An aborted wait is told as an aborted request, by whom it is sent with. */
  async #onTheWay(signal: AbortSignal | undefined): Promise<void> {
    await this.sleep(this.#latencyMs / 2, signal).catch(() => undefined);
  }

  async #pass(): Promise<void> {
    this.#passing = true;
    while (this.#sleepers.size > 0) {
      await this.#quiet();
      let next = this.#earliest();
      if (next - this.#now > LEAP_MS) {
        const before = this.#events;
        await delay(BEFORE_LEAP_MS);
        if (this.#events !== before) continue;
        next = this.#earliest();
      }
      if (this.#carried > 0 || !Number.isFinite(next)) continue;
      this.#now = Math.max(this.#now, next);
      for (const sleeper of this.#sleepers) if (sleeper.until <= this.#now) sleeper.wake();
    }
    this.#passing = false;
  }

  #earliest(): number {
    return Math.min(...this.#sleepers.values().map(({ until }) => until));
  }

  async #quiet(): Promise<void> {
    for (let turns = 0, seen = this.#events; turns < QUIET_TURNS; turns += 1) {
      await turn();
      if (this.#carried > 0 || this.#events !== seen) [turns, seen] = [-1, this.#events];
    }
  }
}
