import type { Pace } from '../targets/pace.ts';

/** How long nothing must have happened before time is skipped: more than an answer takes; milliseconds. */
const IDLE_MS = 3;

/** Time that passes as usual while something is done, and is skipped while everybody waits. */
export interface VirtualTime {
  readonly pace: Pace;
  /** Tells that something is being done. */
  readonly stir: () => void;
  /** Without it, the process would not end. */
  readonly stop: () => void;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function virtualTime(): VirtualTime {
  let skipped = 0;
  let sleepers: Sleeper[] = [];
  const now = () => performance.now() + skipped;
  const jump = (): void => {
    const [first] = sleepers.toSorted((a, b) => a.at - b.at);
    if (!first) return;
    skipped += Math.max(0, first.at - now());
    const due = sleepers.filter(({ at }) => at <= first.at);
    sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
    for (const { wake } of due) wake();
    idle.refresh();
  };
  const idle = setTimeout(jump, IDLE_MS);
  const stir = (): void => void idle.refresh();
  const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      sleepers.push({ at: now() + ms, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      stir();
    });
  return { pace: { now, sleep }, stir, stop: () => clearTimeout(idle) };
}
