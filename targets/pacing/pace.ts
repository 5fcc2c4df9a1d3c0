import { setTimeout as delay } from 'node:timers/promises';
import type { WireClient } from '../transport/exchange.ts';

/** The time by which requests are spaced, in milliseconds. */
export interface Pace {
  now(): number;
  /** Rejects when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The time in which a whole run passes, where it is not the real one. */
export interface RunTime extends Pace {
  /** The client as it is asked in this time: when an exchange began, and how long it took, as the pace counts. */
  carries(client: WireClient): WireClient;
}

export const realPace: Pace = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(Math.ceil(ms), undefined, signal ? { signal } : {});
  },
};

/** Milliseconds since 1970, by as much ahead of this machine as the pace is. */
export function dateOf(pace: Pace): number {
  return Date.now() + pace.now() - performance.now();
}
