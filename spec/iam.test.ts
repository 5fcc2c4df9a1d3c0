import { expect, test } from 'vitest';
import { leastPrivilege, loadIam } from './load-iam.ts';
import { loadContract } from './load-contract.ts';
import { loadRulings } from './load-rulings.ts';

const iam = loadIam();

function matches(pattern: string, action: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(action);
}

test('each tier needs the reads and what it changes, nothing more', () => {
  const reads = ['GetAlternateContact', 'GetContactInformation', 'GetRegionOptStatus', 'ListRegions'];
  const contacts = ['DeleteAlternateContact', 'PutAlternateContact', 'PutContactInformation'];
  const prefixed = (names: string[]) => names.map((name) => `account:${name}`).toSorted();
  expect(leastPrivilege(loadContract(), 'read')).toEqual(prefixed(reads));
  expect(leastPrivilege(loadContract(), 'write')).toEqual(prefixed([...reads, ...contacts]));
  expect(leastPrivilege(loadContract(), 'regions')).toEqual(
    prefixed([...reads, ...contacts, 'EnableRegion', 'DisableRegion']),
  );
});

test('no tier may change the primary e-mail address', () => {
  const actions = leastPrivilege(loadContract('current'), 'regions');
  expect(actions).toContain('account:GetPrimaryEmail');
  expect(actions).not.toContain('account:StartPrimaryEmailUpdate');
});

test('condition keys stand in the requests that carry their member', () => {
  const operations = (key: string) =>
    iam.conditionKeys.find((entry) => entry.key === key)?.operations.toSorted();
  expect(operations('account:AlternateContactTypes')).toEqual([
    'DeleteAlternateContact',
    'GetAlternateContact',
    'PutAlternateContact',
  ]);
  expect(operations('account:TargetRegion')).toEqual(['DisableRegion', 'EnableRegion', 'GetRegionOptStatus']);
  expect(operations('account:AccountResourceOrgPaths')).toHaveLength(9);
});

test('each action of an example policy names a permission of the service', () => {
  const actions = iam.policies.flatMap(({ document }) => document.Statement.flatMap(({ Action }) => Action));
  expect(actions.length).toBeGreaterThan(15);
  for (const action of actions)
    expect(
      iam.actions.some(({ name }) => matches(action, name)),
      action,
    ).toBe(true);
});

test('the ten policies of the guide are there, and each mended slip has its ruling', () => {
  expect(iam.policies).toHaveLength(10);
  const rulings = new Set(loadRulings().flatMap(({ id, kind }) => (kind === 'iam' ? [id] : [])));
  const mended = iam.policies.flatMap((policy) => policy.mended);
  expect(mended.length).toBeGreaterThan(3);
  for (const id of mended) expect(rulings.has(id), id).toBe(true);
});
