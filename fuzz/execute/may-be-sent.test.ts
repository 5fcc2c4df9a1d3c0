import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { embeddedTarget } from '../../targets/config/presets.ts';
import { Corpus } from '../corpus/corpus.ts';
import type { FuzzCall } from '../fuzz-call.ts';
import { mayBeRepeated, mayBeSent, type Allowance } from './may-be-sent.ts';

const target = embeddedTarget(new URL('http://127.0.0.1:1'));
const { oneTimePassword: _, ...withoutPassword } = target;
const allowed: Allowance = { contract: loadContract('current'), target, tier: 'write' };
const EMAIL_CHANGES = ['AcceptPrimaryEmailUpdate', 'StartPrimaryEmailUpdate'];

/** What may be sent, of the operations whose names match. */
function sendable(allowance: Allowance, names = /./): string[] {
  const operations = Object.values(allowance.contract.operations);
  return operations.flatMap((one) => (names.test(one.name) && mayBeSent(one, allowance) ? [one.name] : []));
}

test('addresses are changed on loopback, where the password is known and changes are allowed', () => {
  expect(sendable(allowed, /Email/)).toEqual([...EMAIL_CHANGES, 'GetPrimaryEmail'].toSorted());
  const barred: Partial<Allowance>[] = [
    { target: withoutPassword },
    { target: { ...target, loopback: false } },
    { tier: 'read' },
  ];
  for (const change of barred) {
    expect(sendable({ ...allowed, ...change }, /Email/)).toEqual(['GetPrimaryEmail']);
    for (const name of EMAIL_CHANGES) expect(mayBeRepeated(name, { ...allowed, ...change })).toBe(false);
  }
});

test('the tier decides on everything else, and the target on what there is', () => {
  expect(sendable({ ...allowed, tier: 'read' })).toHaveLength(5);
  expect(sendable(allowed, /Region$/)).toEqual([]);
  expect(sendable({ ...allowed, tier: 'regions' }, /Region$/)).toEqual(['DisableRegion', 'EnableRegion']);
  const operations = ['ListRegions', 'StartPrimaryEmailUpdate'];
  expect(sendable({ ...allowed, target: { ...target, operations } })).toEqual(
    expect.arrayContaining(operations),
  );
  expect(sendable({ ...allowed, target: { ...target, operations: ['ListRegions'] } })).toEqual([
    'ListRegions',
  ]);
});

test('what an earlier run kept is not sent again where it may not be, or is not known', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'may-be-sent-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const call = (operation: string): FuzzCall => ({
    id: 1,
    identity: 'standalone',
    operation,
    kind: 'valid',
    label: '',
    input: {},
  });
  const kept = new Corpus(directory);
  kept.add([call('ListRegions'), call('StartPrimaryEmailUpdate')]);
  kept.add([call('ListRegions')]);
  kept.add([call('GetPrimaryEmail')]);
  await kept.save();
  const loaded = (allowance: Allowance) =>
    new Corpus(directory, (operation) => mayBeRepeated(operation, allowance)).load();
  expect(await loaded(allowed)).toBe(3);
  expect(await loaded({ ...allowed, target: withoutPassword })).toBe(2);
  expect(await loaded({ ...allowed, contract: loadContract() })).toBe(1);
});
