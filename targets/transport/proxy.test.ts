import type { LookupFunction } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveSeeing, wireClient, wireRequest } from '../testing/wire.ts';

function stubProxy(proxy: URL): void {
  for (const name of ['http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('HTTP_PROXY', proxy.origin);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('an endpoint elsewhere is asked through the proxy of the environment', async () => {
  const { endpoint: proxy, seen } = await serveSeeing();
  stubProxy(proxy);
  const { response } = await wireClient(new URL('http://account.example.invalid')).send(wireRequest());
  expect(response?.status).toBe(200);
  expect(seen.map(({ target }) => target)).toEqual(['http://account.example.invalid/listRegions']);
});

test('loopback is asked directly', async () => {
  const proxy = await serveSeeing();
  const server = await serveSeeing();
  stubProxy(proxy.endpoint);
  await wireClient(server.endpoint).send(wireRequest());
  expect([server.seen.length, proxy.seen.length]).toEqual([1, 0]);
});

test('a raw request, which cannot take the proxy, does not go past it', async () => {
  const { endpoint: proxy, seen } = await serveSeeing();
  const server = await serveSeeing();
  stubProxy(proxy);
  const far = new URL(`http://account.example.test:${server.endpoint.port}`);
  const client = () => wireClient(far, { lookup: homeLookup });
  await expect(client().send(wireRequest({ transport: 'raw' }))).rejects.toThrow(/NO_PROXY/);
  expect([server.seen.length, seen.length]).toEqual([0, 0]);
  vi.stubEnv('NO_PROXY', 'account.example.test');
  const { response } = await client().send(wireRequest({ transport: 'raw' }));
  expect(response?.status).toBe(200);
});

/** Every name is this machine. */
const homeLookup: LookupFunction = (_host, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};
