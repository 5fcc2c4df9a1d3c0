import type { LookupFunction } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Pace } from '../../targets/pacing/pace.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { serveOrganizations, serveSts } from './organizations-server.ts';

/** Every name is this machine; for tests. */
export const homeLookup: LookupFunction = (_host, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** Hardly anything is waited for: the service that is asked enforces no rates. For tests. */
export const hurried: Pace = {
  now: () => performance.now() * 1e6,
  // A turn of the event loop, so that the answers that are waited for can come.
  sleep: async () => {
    await setImmediate();
  },
};

interface RemoteTarget {
  /** Not loopback, by its name. */
  readonly target: Target;
  /** The same service, addressed as loopback. */
  readonly near: Target;
}

/** The embedded service under a name that is not loopback, with an STS and an Organizations of its own, until the test ends; for tests. */
export async function remoteTarget(
  changes: Partial<Target> = {},
  { more = [], ...options }: EmbeddedOptions = {},
): Promise<RemoteTarget> {
  const { target: near, close } = await startEmbedded({ regionDelayMs: 0, ...options, more });
  const accounts = await Promise.all(
    near.identities.map(async ({ accountId, credentials }) => ({
      accountId: accountId ?? '',
      accessKeyId: (await credentials()).accessKeyId,
    })),
  );
  const known = [...accounts, ...more];
  const sts = await serveSts(known);
  const organizations = await serveOrganizations(
    near.world.organizations,
    (keyId) => known.find(({ accessKeyId }) => accessKeyId === keyId)?.accountId,
  );
  onTestFinished(async () => {
    await organizations.close();
    await sts.close();
    await close();
  });
  const endpoint = new URL(`http://account.example.test:${near.endpoint.port}`);
  const safety = { tier: 'read' as const, accounts: [], regions: [] };
  const far = { endpoint, loopback: false, values: 'plausible', safety } as const;
  const others = { sts: sts.url, organizationsApi: organizations.url };
  return { near, target: { ...near, ...far, ...others, ...changes } };
}

/**
 * Options of node with which every name of a child process is this address: so a name stands for an endpoint that is not
 * loopback, and none leaves the machine. For tests.
 */
export function resolverTo(address: string): readonly string[] {
  const resolver = `
    import dns from 'node:dns';
    dns.lookup = (name, options, callback) => {
      const done = callback ?? options;
      const all = typeof options === 'object' && options !== null && options.all;
      const found = all ? [[{ address: '${address}', family: 4 }]] : ['${address}', 4];
      process.nextTick(done, null, ...found);
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(resolver)}`];
}

export const HOME_RESOLVER = resolverTo('127.0.0.1');
