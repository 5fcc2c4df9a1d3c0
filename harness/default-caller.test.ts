import { expect, test } from 'vitest';
import { embeddedTarget, ministackTarget } from '../targets/config/presets.ts';
import type { Identity, Target } from '../targets/target.ts';
import { defaultCallerOf, defaultCallersOf, withDefaultCaller } from './default-caller.ts';

const embedded = embeddedTarget(new URL('http://127.0.0.1:9'));
const [first, ...others] = embedded.identities;
const of = (...identities: (Identity | undefined)[]): Target => ({
  ...embedded,
  identities: identities.flatMap((one) => one ?? []),
});
const names = (identities: readonly Identity[]) => identities.map(({ name }) => name);
const management = others.find(({ role }) => role === 'management');
const alone = others.find(({ role }) => role === 'standalone');

test.each<[string, Target, number]>([
  ['all standalone accounts', embedded, 4],
  ['all accounts of a target without organizations', ministackTarget(), 3],
  ['the first identity where it is in an organization', of(management, first, alone), 1],
  ['the first identity where its account is not known', of(first && { ...first, accountId: null }, alone), 1],
  ['one identity of each account', of(first, first && { ...first, name: 'again' }, alone), 2],
  ['nobody where nobody is known', of(), 0],
])('default callers are %s', (_what, target, count) => {
  const defaultCallers = defaultCallersOf(target);
  expect(defaultCallers).toHaveLength(count);
  expect(names(defaultCallers.slice(0, 1))).toEqual(names(target.identities.slice(0, 1)));
});

test('every default caller is chosen by some seed, negative ones included, and always the same by the same', () => {
  const seeds = [-3, -2, -1, 0, 1, 2, 3];
  const chosen = seeds.map((seed) => defaultCallerOf(embedded, seed)?.name);
  expect(new Set(chosen)).toEqual(new Set(names(defaultCallersOf(embedded))));
  expect(seeds.map((seed) => defaultCallerOf(embedded, seed)?.name)).toEqual(chosen);
  expect(defaultCallerOf(of(), 1)).toBeNull();
});

test('a rule sees its default caller first, and everybody else too', () => {
  const { identities, world } = withDefaultCaller(embedded, 2);
  expect(identities[0]).toBe(defaultCallerOf(embedded, 2));
  expect(identities[0]).not.toBe(first);
  expect(new Set(identities)).toEqual(new Set(embedded.identities));
  expect(world.standalone[0]).toBe(identities[0]?.accountId);
  expect(new Set(world.standalone)).toEqual(new Set(embedded.world.standalone));
  expect(withDefaultCaller(of(), 2).identities).toEqual([]);
});
