import type { LookupFunction } from 'node:net';
import { expect, test } from 'vitest';
import { serveSeeing, wireClient, wireRequest } from '../testing/wire.ts';

/** Every name is this address. */
const at =
  (address: string): LookupFunction =>
  (_host, { all }, done) => {
    if (all) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  };

test.each(['pooled', 'raw'] as const)(
  'a name below localhost that is another machine is not asked: %s',
  async (transport) => {
    const { endpoint, seen } = await serveSeeing();
    const named = new URL(`http://account.localhost:${endpoint.port}`);
    const elsewhere = wireClient(named, { lookup: at('192.0.2.1') });
    await expect(elsewhere.send(wireRequest({ transport }))).rejects.toThrow(
      /account\.localhost is not this machine.*192\.0\.2\.1/,
    );
    const { response } = await wireClient(named, { lookup: at('127.0.0.1') }).send(
      wireRequest({ transport }),
    );
    expect({ status: response?.status, seen: seen.length }).toEqual({ status: 200, seen: 1 });
  },
);
