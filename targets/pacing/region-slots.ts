import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { World } from '../../spec/world.ts';

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
