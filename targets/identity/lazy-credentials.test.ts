import { expect, test } from 'vitest';
import { lazyCredentials } from './lazy-credentials.ts';

const MINUTE = 60_000;

function counted(expiresAt?: number) {
  let loads = 0;
  return async () => {
    loads += 1;
    return {
      accessKeyId: `AKIA${loads}`,
      secretAccessKey: 's',
      expiration: expiresAt === undefined ? undefined : new Date(expiresAt * loads),
    };
  };
}

test('loaded once, also for callers at the same time', async () => {
  const credentials = lazyCredentials('owner', counted());
  const all = await Promise.all([credentials(), credentials(), credentials()]);
  expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIA1', 'AKIA1', 'AKIA1']);
});

test('loaded again, once, shortly before they expire', async () => {
  let now = 0;
  const credentials = lazyCredentials('owner', counted(60 * MINUTE), { now: () => now });
  expect((await credentials()).accessKeyId).toBe('AKIA1');
  now = 54 * MINUTE;
  expect((await credentials()).accessKeyId).toBe('AKIA1');
  now = 56 * MINUTE;
  const all = await Promise.all([credentials(), credentials()]);
  expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIA2', 'AKIA2']);
});

test('a failure names the owner, and the next call tries anew', async () => {
  let calls = 0;
  const credentials = lazyCredentials('o-1/management', async () => {
    calls += 1;
    if (calls === 1) throw new Error('the session ran out');
    return { accessKeyId: 'AKIA', secretAccessKey: 's' };
  });
  await expect(credentials()).rejects.toThrow('o-1/management: no credentials: the session ran out');
  expect((await credentials()).accessKeyId).toBe('AKIA');
});

test('those whose source has nothing that lasts longer are used to their end, which is known then', async () => {
  let now = 0;
  let loads = 0;
  const load = async () => {
    loads += 1;
    return { accessKeyId: 'AKIA1', secretAccessKey: 's', expiration: new Date(60 * MINUTE) };
  };
  const credentials = lazyCredentials('owner', load, { now: () => now });
  await credentials();
  expect(credentials.expires()).toBeNull();
  now = 56 * MINUTE;
  for (const _ of [1, 2, 3]) expect((await credentials()).accessKeyId).toBe('AKIA1');
  expect(loads).toBe(2);
  expect(credentials.expires()).toEqual(new Date(60 * MINUTE));
});

test('a source that fails while the last ones are still good takes nothing away', async () => {
  let now = 0;
  const load = async () => {
    if (now > 0) throw new Error('the session ran out');
    return { accessKeyId: 'AKIA1', secretAccessKey: 's', expiration: new Date(60 * MINUTE) };
  };
  const credentials = lazyCredentials('owner', load, { now: () => now });
  await credentials();
  now = 56 * MINUTE;
  expect((await credentials()).accessKeyId).toBe('AKIA1');
});

test('renewed where they are refused, and it is told whether there were others', async () => {
  const renewing = lazyCredentials('owner', counted());
  await renewing();
  expect(await renewing.renew()).toBe(true);
  expect((await renewing()).accessKeyId).toBe('AKIA2');
  const fixed = lazyCredentials('owner', async () => ({ accessKeyId: 'AKIA', secretAccessKey: 's' }));
  await fixed();
  expect(await fixed.renew()).toBe(false);
});
