import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import type { AccountSeed } from '../../reference/core/state/store.ts';
import type { Target } from '../../targets/target.ts';
import { ended, type Child } from './spawn-cli.ts';

/** Milliseconds for which a read may show what was before the last write. */
const LAG_MS = 40;
const AT_ONCE_MS = 30;

/** By what a child is killed: its requests, those that may change something, or the region changes that it was granted. */
export type Of = 'requests' | 'changes' | 'region changes';

/** Status by region, by account. */
export type RegionStatuses = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface DeadlyOptions {
  readonly seed: AccountSeed;
  /** Milliseconds that a change of a region takes, by its operation. */
  readonly regionMs?: Readonly<Record<string, number>> | null;
}

interface DeadlyTarget {
  readonly target: Target;
  /** Whether reads lag writes, for now. */
  readonly lag: { on: boolean };
  close(): Promise<void>;
  count(): { readonly requests: number; readonly changes: number };
  /** Read in this process, so that nothing is waited for. */
  regions(): RegionStatuses;
  /** Kills the child so many milliseconds after its nth request, if it lives that long. */
  killAt(child: Child, nth: number, afterMs: number, of?: Of): Promise<boolean>;
}

/** A service of this process that kills whoever is being served, once it has met so many requests; for tests. */
export async function deadlyTarget({ seed, regionMs = null }: DeadlyOptions): Promise<DeadlyTarget> {
  let left = Number.POSITIVE_INFINITY;
  let kill = () => {};
  let counted: Of = 'requests';
  let requests = 0;
  let changes = 0;
  let served: ServiceParts | null = null;
  const lag = laggingReads();
  const meet = (...kinds: Of[]) => {
    if (!kinds.includes(counted)) return;
    left -= 1;
    if (left === 0) kill();
  };
  const { target, close } = await startEmbedded({
    seed,
    regionDelayMs: AT_ONCE_MS,
    compose(parts): ServiceParts {
      served = {
        ...parts,
        throttle(caller, operation, all) {
          requests += 1;
          if (operation.changes !== null) changes += 1;
          meet('requests', ...(operation.changes === null ? [] : (['changes'] as const)));
          parts.throttle(caller, operation, all);
        },
        changeRegion(call, region, all) {
          parts.changeRegion(call, region, all);
          const { account, operation } = call;
          const change = all.store.regionChange(account, region);
          const longer = (regionMs?.[operation.name] ?? AT_ONCE_MS) - AT_ONCE_MS;
          if (change)
            all.store.putRegionChange(account, region, { ...change, startedAt: change.startedAt + longer });
          meet('region changes');
        },
        handlers: lag.over(parts.handlers),
      };
      return served;
    },
  });
  onTestFinished(close);
  return {
    target,
    close,
    lag,
    count: () => ({ requests, changes }),
    regions() {
      if (!served) throw new Error('not served');
      const parts = served;
      const names = parts.regionNames(parts);
      const statuses = (account: string) =>
        Object.fromEntries(names.map((region) => [region, parts.statusAt(account, region, parts)]));
      return Object.fromEntries(
        target.identities.flatMap(({ accountId }) =>
          accountId === null ? [] : [[accountId, statuses(accountId)]],
        ),
      );
    },
    async killAt(child, nth, afterMs, of = 'requests') {
      counted = of;
      let killed = false;
      kill = () =>
        void delay(afterMs).then(() => {
          killed = child.kill('SIGKILL');
        });
      left = nth;
      await ended(child);
      left = Number.POSITIVE_INFINITY;
      return killed;
    },
  };
}

/** Reads that show for a while what was there before the last write; off until they are asked for. */
function laggingReads() {
  const before = new Map<string, { output: ReturnType<Handler> }>();
  const written = new Map<string, number>();
  const lag = { on: false };
  const over = (handlers: ServiceParts['handlers']): ServiceParts['handlers'] =>
    Object.fromEntries(
      Object.entries(handlers).map(([name, handle]): [string, Handler] => [
        name,
        (call, all) => {
          const { account, operation, input } = call;
          if (operation.changes !== null) written.set(account, performance.now());
          const lags = /^Get|^List/.test(name) && lag.on;
          if (!lags) return handle(call, all);
          const key = `${name} ${account} ${JSON.stringify(input)}`;
          const known = before.get(key);
          if (known && performance.now() - (written.get(account) ?? -LAG_MS) < LAG_MS) return known.output;
          before.delete(key);
          const output = handle(call, all);
          before.set(key, { output });
          return output;
        },
      ]),
    );
  return Object.assign(lag, { over });
}
