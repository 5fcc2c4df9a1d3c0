import { expect, onTestFinished, test } from 'vitest';
import { bodyOf, rewriteSuccess, withBody } from '../../mutants/operators/rewrite-response.ts';
import type { Compose } from '../../mutants/mutant.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { runAgainst } from '../testing/run-against.ts';

const owners = allRules(loadContract());

async function run(compose: Compose, rule: string) {
  const { target, close } = await startEmbedded({ compose });
  onTestFinished(close);
  return runAgainst(target, { rules: [rule] }, { owners });
}

/** Answers contacts with these texts changed. */
function changing(operation: string, change: (text: string) => string): Compose {
  return rewriteSuccess(operation, (response) =>
    withBody(response, change(JSON.stringify(bodyOf(response)))),
  );
}

test('the owner of a deviation is run and reported though another rule was asked for', async () => {
  const dropped = changing('GetContactInformation', (text) =>
    text.replace(/,?"CompanyName":"(\\.|[^"\\])*"/u, ''),
  );
  const { rules, deviations } = await run(dropped, 'primary-contact/put-twice');
  expect(rules.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['primary-contact/put-twice', 'pass'],
    ['primary-contact/read-back', 'fail'],
  ]);
  expect(deviations).toEqual([
    {
      kind: 'member-absent',
      operation: 'GetContactInformation',
      member: 'ContactInformation.CompanyName',
      tolerated: 'no ContactInformation.CompanyName, or what was put',
      ruling: null,
      ownedBy: ['primary-contact/read-back 200 a member missing'],
    },
  ]);
});

test('what its owners do not find is let pass by nobody', async () => {
  // The addresses of the survey only, so that its owner sees none of it.
  const lower = changing('GetAlternateContact', (text) => text.replaceAll('.User@', '.user@'));
  const { rules, deviations } = await run(lower, 'contacts/put-twice');
  expect(rules.map(({ id, outcome }) => [id, outcome])).toEqual([['contacts/put-twice', 'pass']]);
  expect(deviations).toBeUndefined();
});

test('a missing list is told as a deviation only where statuses can be read in its place', async () => {
  const gone =
    (...names: string[]): Compose =>
    (parts) => {
      const kept = Object.entries(parts.handlers).filter(([name]) => !names.includes(name));
      return { ...parts, handlers: Object.fromEntries(kept) };
    };
  const one = await run(gone('ListRegions'), 'listing/agrees-with-status');
  expect(one.deviations?.map(({ kind, ownedBy }) => [kind, ownedBy])).toEqual([
    [
      'no-list',
      [
        'errors/implemented/ListRegions not implemented',
        'errors/documented ListRegions 400 UnknownOperationException',
      ],
    ],
  ]);
  const both = await run(gone('ListRegions', 'GetRegionOptStatus'), 'listing/agrees-with-status');
  expect(both.deviations).toBeUndefined();
});
