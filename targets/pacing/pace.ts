import { setTimeout as delay } from 'node:timers/promises';

/** The time by which requests are spaced, in milliseconds. */
export interface Pace {
  now(): number;
  /** Rejects when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export const realPace: Pace = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(Math.ceil(ms), undefined, signal ? { signal } : {});
  },
};
