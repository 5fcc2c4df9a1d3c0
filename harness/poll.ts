import { realPace, type Pace } from '../targets/pacing/pace.ts';

interface Polling {
  /** Milliseconds from the first attempt to the last, which begins no sooner; 0: one attempt. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
  /** The time that passes meanwhile; the real one, where it is not given. */
  readonly pace?: Pace | undefined;
  /** Milliseconds before the second attempt; what comes later is said by {@link nextPause}. */
  readonly firstPauseMs?: number;
}

/** Repeats `attempt` until `enough` or the deadline; the last value, enough or not. */
export async function pollUntil<T>(
  attempt: () => Promise<T>,
  enough: (value: T) => boolean,
  polling: Polling,
): Promise<T> {
  const { pace = realPace } = polling;
  const deadline = pace.now() + polling.withinMs;
  let pause = polling.firstPauseMs ?? 2;
  for (;;) {
    const begun = pace.now();
    const value = await attempt();
    if (enough(value) || begun >= deadline) return value;
    const left = Math.max(0, deadline - pace.now());
    await pace.sleep(Math.min(pause, left), polling.signal);
    pause = nextPause(pause, polling.withinMs);
  }
}

const LONGEST_PAUSE_MS = 60_000;

/** Half as long again, at most a tenth of the time and at most a minute: who waits for hours asks seldom, but notices. */
export function nextPause(pause: number, withinMs: number): number {
  return Math.min(pause * 1.5, Math.max(withinMs / 10, 1), LONGEST_PAUSE_MS);
}

/** Does something with so many items at once, and with the next ones when all of them are done; the results in order. */
export async function inBatches<T, R>(
  items: readonly T[],
  size: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += size) {
    results.push(...(await Promise.all(items.slice(from, from + size).map(each))));
  }
  return results;
}
