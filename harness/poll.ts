import { realPace, type Pace } from '../targets/pacing/pace.ts';

interface Polling {
  /** Milliseconds from the first attempt to the last, which begins no sooner; 0: one attempt. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
  /** The time that passes meanwhile; the real one, where it is not given. */
  readonly pace?: Pace | undefined;
  /** Milliseconds before the second attempt; what comes later is said by {@link nextPause}. */
  readonly firstPauseMs?: number;
  /** Milliseconds between two attempts at most, where they have to tell when it was enough. */
  readonly longestPauseMs?: number | undefined;
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
    await pace.sleep(Math.min(pause, left, polling.longestPauseMs ?? left), polling.signal);
    pause = nextPause(pause, polling.withinMs);
  }
}

const LONGEST_PAUSE_MS = 60_000;

/** From such a pause on, each is a sixth of what was waited for: what ends after minutes is noticed within a sixth of them. */
const LONG_PAUSE_MS = 1000;
const LONGER = { short: 1.5, long: 1.2 };

/** Half as long again, later a fifth, at most a tenth of the time and at most a minute: who waits for hours asks seldom, but notices. */
export function nextPause(pause: number, withinMs: number): number {
  const longer = pause < LONG_PAUSE_MS ? LONGER.short : LONGER.long;
  return Math.min(pause * longer, Math.max(withinMs / 10, 1), LONGEST_PAUSE_MS);
}

/** Does something with so many items at once, and with the next ones when all of them are done. */
export async function inBatches<T>(
  items: readonly T[],
  size: number,
  each: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    await Promise.all(items.slice(from, from + size).map(each));
  }
}

/** Does something with each item, in their order and with so many at once; the results in order. Ends where one fails. */
export async function atMostAtOnce<T, R>(
  items: readonly T[],
  most: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let left = [...items.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [at, item] = next;
      results[at] = await each(item).catch((error: unknown) => {
        left = [];
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}
