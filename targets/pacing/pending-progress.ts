import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Pace } from './pace.ts';
import type { PendingChange } from './region-slots.ts';

const FIRST_MS = 5000;
const LONGEST_MS = 5 * 60_000;

/** Says which region changes are waited for, by what the answers tell: after some seconds, then ever more seldom. */
export class PendingProgress {
  readonly #pace: Pace;
  readonly #say: (message: string) => void;
  readonly #waits = new Map<string, { readonly since: number; told: number; pause: number }>();

  constructor(pace: Pace, say: (message: string) => void) {
    this.#pace = pace;
    this.#say = say;
  }

  /** A status was read. */
  seen({ account, region }: PendingChange, status: string): void {
    const key = `${account} ${region}`;
    if (!loadLifecycle().pending.includes(status)) return void this.#waits.delete(key);
    const now = this.#pace.now();
    const wait = this.#waits.get(key) ?? { since: now, told: now, pause: FIRST_MS };
    this.#waits.set(key, wait);
    if (now - wait.told < wait.pause) return;
    this.#say(
      `waiting for ${region} in account ${account}: ${status} for ${spoken(now - wait.since)} so far`,
    );
    wait.told = now;
    wait.pause = Math.min(wait.pause * 2, LONGEST_MS);
  }
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
