import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { World } from '../../spec/world.ts';
import type { Pace } from './pace.ts';

/** One region change under way. */
export interface PendingChange {
  readonly account: string;
  readonly region: string;
}

/** Counts the region changes under way, by what the answers tell. */
export class RegionSlots {
  readonly #limits: Quotas['concurrentRegionRequests'];
  readonly #world: World;
  readonly #pending = new Map<string, PendingChange>();

  constructor({ concurrentRegionRequests }: Quotas, world: World) {
    this.#limits = concurrentRegionRequests;
    this.#world = world;
  }

  /** The change that has to end before another one may begin on the account; `null`: none. */
  blocking(account: string): PendingChange | null {
    const own = [...this.#pending.values()].filter((change) => change.account === account);
    if (own.length >= this.#limits.perAccount) return own[0] ?? null;
    const organization = this.#world.organizations.find(
      ({ management, members }) => management === account || members.includes(account),
    );
    if (!organization) return null;
    const { management, members } = organization;
    const together = [...this.#pending.values()].filter(
      (change) => change.account === management || members.includes(change.account),
    );
    return together.length >= this.#limits.perOrganizationAccepted ? (together[0] ?? null) : null;
  }

  started(change: PendingChange): void {
    this.#pending.set(keyOf(change), change);
  }

  /** What became of a change is not to be had. */
  forget(change: PendingChange): void {
    this.#pending.delete(keyOf(change));
  }

  /** A status was read. */
  seen(change: PendingChange, status: string): void {
    if (!loadLifecycle().pending.includes(status)) this.#pending.delete(keyOf(change));
  }
}

function keyOf({ account, region }: PendingChange): string {
  return `${account} ${region}`;
}

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
