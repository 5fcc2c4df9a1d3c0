import { expect, test } from 'vitest';
import { EMBEDDED_WORLD, embeddedTarget, ministackTarget, motoTarget } from './presets.ts';
import type { Credentials, Target } from '../target.ts';

const endpoint = new URL('http://127.0.0.1:1234');

function credentialsOf(target: Target): Promise<Credentials[]> {
  return Promise.all(target.identities.map(async (identity) => identity.credentials()));
}

test('embedded: every account of its world can call, the standalone ones first', () => {
  const { identities, world } = embeddedTarget(endpoint);
  const everyone = [
    ...world.standalone,
    ...world.organizations.flatMap((one) => [one.management, ...one.members]),
  ];
  expect(world).toBe(EMBEDDED_WORLD);
  expect(new Set(identities.map(({ accountId }) => accountId))).toEqual(new Set(everyone));
  expect(identities.map(({ name }) => name)).toEqual([
    'standalone',
    'standalone/181818181818',
    'standalone/191919191919',
    'standalone/202020202020',
    'o-first0001/management',
    'o-first0001/delegatedAdmin',
    'o-first0001/444444444444',
    'o-first0001/555555555555',
    'o-first0001/131313131313',
    'o-first0001/141414141414',
    'o-first0001/151515151515',
    'o-first0001/161616161616',
    'o-first0001/171717171717',
    'o-second002/management',
    'o-second002/777777777777',
    'o-untrust03/management',
    'o-untrust03/999999999999',
    'o-billing04/management',
    'o-billing04/121212121212',
  ]);
});

test('embedded: the world has what the contract tells apart', () => {
  const { organizations } = EMBEDDED_WORLD;
  expect(
    organizations.map((one) => [one.id, one.trustedAccess, one.allFeatures, one.delegatedAdmin]),
  ).toEqual([
    ['o-first0001', true, true, '333333333333'],
    ['o-second002', true, true, null],
    ['o-untrust03', false, true, null],
    ['o-billing04', true, false, null],
  ]);
});

test('embedded: credentials differ, are always the same, and one has a token', async () => {
  const [first, second] = await Promise.all([
    credentialsOf(embeddedTarget(endpoint)),
    credentialsOf(embeddedTarget(endpoint)),
  ]);
  expect(first).toEqual(second);
  expect(new Set(first.map(({ accessKeyId }) => accessKeyId)).size).toBe(first.length);
  expect(new Set(first.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(first.length);
  expect(first.every(({ secretAccessKey }) => secretAccessKey.length === 40)).toBe(true);
  expect(first.filter(({ sessionToken }) => sessionToken !== undefined)).toHaveLength(1);
});

test('moto: one account, nothing verified, reset at its own address', () => {
  expect(motoTarget()).toMatchObject({
    name: 'moto',
    loopback: true,
    values: 'any',
    capabilities: { signatures: false },
    world: { standalone: ['123456789012'], organizations: [] },
    identities: [{ name: 'standalone', accountId: '123456789012' }],
    reset: { method: 'POST' },
  });
  expect(motoTarget().reset?.url.href).toBe('http://127.0.0.1:5000/moto-api/reset');
  expect(motoTarget(endpoint).reset?.url.href).toBe('http://127.0.0.1:1234/moto-api/reset');
});

test('ministack: the access key is the account', async () => {
  const target = ministackTarget();
  const keys = (await credentialsOf(target)).map(({ accessKeyId }) => accessKeyId);
  expect(target.endpoint.port).toBe('4566');
  expect(target.identities.length).toBeGreaterThan(1);
  expect(keys).toEqual(target.identities.map(({ accountId }) => accountId));
});
