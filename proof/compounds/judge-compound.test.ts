import { expect, test } from 'vitest';
import { Compounding } from '../../mutants/compound/compound.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import { contactType } from '../../mutants/operators/members.ts';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { judgeCompound } from './judge-compound.ts';

const contract = loadContract();
const run = { contract, rules: allRules(contract), seed: 1, runs: 5, signal: new AbortController().signal };

function outcomes(more: readonly Rule[] = []) {
  const rules = [...run.rules, ...more];
  return async (...components: readonly Mutant[]) =>
    (await judgeCompound(components, new Compounding(contract), { ...run, rules })).components;
}

const written = { kind: 'written' } as const;

const silentDelete: Mutant = {
  ...written,
  id: 'test/silent-delete',
  fault: 'A second delete succeeds.',
  rule: 'contacts/delete-twice',
  because: 'ResourceNotFoundException',
  compose: wrapHandler('DeleteAlternateContact', () => (call, { store }) => {
    store.deleteAlternateContact(call.account, contactType(call));
    return null;
  }),
};

/** Every call is refused, so that nothing else of the operation shows. */
const refused = (operation: string, named: string): Mutant => ({
  ...written,
  id: `test/${operation}-refused`,
  fault: `${operation} is refused.`,
  rule: named,
  compose: wrapHandler(operation, () => (_, { errorNames }) => {
    throw new Refusal(errorNames.denied, 'Not today.');
  }),
});

test('a fault that its rule finds for its reason beside another is found', async () => {
  const title = refused('GetContactInformation', 'primary-contact/read-back');
  expect(await outcomes()(silentDelete, title)).toMatchObject([
    { id: silentDelete.id, outcome: 'found', how: 'own', by: { rule: 'contacts/delete-twice' } },
    { id: title.id, outcome: 'found' },
  ]);
});

test('a fault that a finding shows which is not there without it is found', async () => {
  const unnamed: Mutant = { ...silentDelete, because: 'no finding says so' };
  const [row] = await outcomes()(unnamed, refused('GetContactInformation', 'primary-contact/read-back'));
  expect(row).toMatchObject({ outcome: 'found', how: 'difference', by: { rule: 'contacts/delete-twice' } });
});

test('a fault of an operation that another one closes does not show', async () => {
  const [first] = await outcomes()(silentDelete, refused('DeleteAlternateContact', 'contacts/delete'));
  expect(first).toMatchObject({ outcome: 'invisible' });
});

/** Looks at two things one after the other, so that a fault of the first hides one of the second. */
const both = rule({
  id: 'contacts/contact-then-delete',
  level: 'must',
  since: '0.1.0',
  statement: 'The contact can be read, and a second delete is refused.',
  source: 'none: a rule of this test',
  operations: ['GetContactInformation', 'DeleteAlternateContact'],
  async check({ caller }) {
    await caller.expect('GetContactInformation', {}).toSucceed();
    const type = { AlternateContactType: 'BILLING' };
    await caller.call('DeleteAlternateContact', type);
    await caller.expect('DeleteAlternateContact', type).toBeRefused('ResourceNotFoundException');
  },
});

test('a fault that shows and that no rule reports is missed, with what was found in its place', async () => {
  const hidden: Mutant = { ...silentDelete, rule: both.id };
  const rows = await outcomes([both])(hidden, refused('GetContactInformation', 'primary-contact/read-back'));
  expect(rows[0]).toMatchObject({
    outcome: 'missed',
    note: 'fail',
    hiddenBy: [
      { rule: both.id, expected: expect.stringContaining('GetContactInformation: success') as string },
    ],
  });
});
