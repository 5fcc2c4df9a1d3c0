import { mkdtempSync, rmSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConformance, type RunSettings } from '../../cli/run/run-conformance.ts';
import { serveSts } from '../../cli/testing/organizations-server.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Store } from '../../reference/core/state/store.ts';
import type { RunResult } from '../../results/record.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { accountsOfWorld, type World } from '../../spec/world.ts';
import { EMBEDDED_WORLD } from '../../targets/config/embedded-world.ts';
import { targetDefaults } from '../../targets/config/target-defaults.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded } from '../embedded.ts';
import { lagging } from './lagging.ts';
import { SimulatedTime } from './simulated-time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Milliseconds that a request and its answer are on their way. */
export const LATENCY = 100;

/** What a sandbox is like: a region takes minutes, reads are behind, the documented rates are enforced. */
const SLOWNESS = {
  contactsMs: SECOND,
  regionsMs: SECOND,
  enableMs: 120 * SECOND,
  disableMs: 40 * SECOND,
};

/** Accounts of the organization: its management account, its delegate and two members. */
const OF_ORGANIZATION = 4;

/** One standalone account, and an organization of four. */
function sandboxWorld(): World {
  const { standalone, organizations } = EMBEDDED_WORLD;
  const [organization] = organizations;
  if (!organization) throw new RangeError('the embedded world has no organization');
  const members = organization.members.slice(0, OF_ORGANIZATION - 1);
  return { standalone: standalone.slice(0, 1), organizations: [{ ...organization, members }] };
}

/** Every name is this machine. */
const homeLookup: LookupFunction = (_host, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** The service beyond loopback by its name, with an STS of its own, as docs/nightly.md configures one. */
async function startSandbox(time: SimulatedTime, compose: (parts: ServiceParts) => ServiceParts) {
  const { compose: slow = (parts) => parts, ...options } = lagging(SLOWNESS);
  const world = sandboxWorld();
  const { target: near, close } = await startEmbedded({
    ...options,
    compose: (parts) => compose(slow(parts)),
    world,
    clock: time.clock,
    enforceQuotas: true,
    verifySignatures: true,
  });
  const accounts = accountsOfWorld(world);
  const identities = near.identities.filter(({ accountId }) => accounts.includes(accountId ?? ''));
  const keys = identities.map(async ({ accountId, credentials }) => ({
    accountId: accountId ?? '',
    accessKeyId: (await credentials()).accessKeyId,
  }));
  const sts = await serveSts(await Promise.all(keys));
  const endpoint = new URL(`http://account.example.test:${near.endpoint.port}`);
  const { optIn, later } = loadRegions();
  const target: Target = {
    ...targetDefaults(endpoint, false),
    name: 'sandbox',
    endpoint,
    identities,
    world,
    sts: sts.url,
    safety: { tier: 'regions', accounts, regions: [...optIn, ...later] },
  };
  return {
    target,
    async close() {
      await sts.close();
      await close();
    },
  };
}

interface NightSettings extends Pick<
  RunSettings,
  'seed' | 'selection' | 'runs' | 'rules' | 'order' | 'onRule'
> {
  /** Makes the service a faulty one. */
  readonly compose?: Mutant['compose'];
  readonly onExchange?: (exchange: Exchange) => void;
}

/** What came of a nightly run, and how long it took in its own time. */
export interface Night {
  readonly result: RunResult;
  readonly minutes: number;
  /** In which a region was on its way. */
  readonly minutesOfRegions: number;
}

/** A nightly run against a simulated sandbox, with its journal. */
export async function judgeSandbox({ compose, onExchange, ...run }: NightSettings): Promise<Night> {
  const changes = new RegionTime();
  const time = new SimulatedTime(LATENCY, onExchange);
  const { target, close } = await startSandbox(time, (parts) => changes.watching(compose?.(parts) ?? parts));
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const home = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = directory;
  const begun = time.now();
  try {
    const result = await runConformance({ target, lookup: homeLookup, time, ...run });
    const minutes = (time.now() - begun) / MINUTE;
    return { result, minutes, minutesOfRegions: changes.totalMs / MINUTE };
  } finally {
    if (home === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = home;
    rmSync(directory, { recursive: true, force: true });
    await close();
  }
}

/** The time in which at least one region was on its way. */
class RegionTime {
  totalMs = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** A service that tells of each change as it begins. */
  watching(parts: ServiceParts): ServiceParts {
    const putRegionChange: Store['putRegionChange'] = (account, region, change) => {
      const { lifecycle, clock } = parts.options;
      const now = clock.now();
      const until = now + (change.to === lifecycle.initial ? SLOWNESS.disableMs : SLOWNESS.enableMs);
      this.totalMs += Math.max(0, until - Math.max(now, this.#until));
      this.#until = Math.max(this.#until, until);
      parts.store.putRegionChange(account, region, change);
    };
    return { ...parts, store: { ...parts.store, putRegionChange } };
  }
}
