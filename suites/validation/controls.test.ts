import { expect, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { refusePrimary, storePrimary } from '../../mutants/operators/store-contact.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { textMember } from '../../harness/contract-lookup.ts';
import type { RuleResult } from '../../results/record.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

/** Ids of the obligations of an operation that were blocked, and those that failed. */
async function judged(operation: string, compose: Compose) {
  const { target, close } = await startEmbedded({ compose });
  try {
    const { rules } = await runAgainst(target, { rules: [`validation/${operation}/*`] });
    const having = (...outcomes: RuleResult['outcome'][]) =>
      rules.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
    return { blocked: having('blocked'), failed: having('fail', 'warn'), all: rules.length };
  } finally {
    await close();
  }
}

const OPTIONAL = ['AddressLine2', 'AddressLine3', 'CompanyName', 'DistrictOrCounty', 'WebsiteUrl'];

test('a service that drops optional members is judged by all that it refuses', async () => {
  const { blocked, failed, all } = await judged(
    'PutContactInformation',
    storePrimary((contact) =>
      Object.fromEntries(Object.entries(contact).filter(([name]) => !OPTIONAL.includes(name))),
    ),
  );
  expect(all).toBeGreaterThan(50);
  expect(blocked).toEqual([]);
  // Only what says that such a member is stored.
  for (const id of failed) expect(id).toMatch(new RegExp(`(${OPTIONAL.join('|')})/.*/accepts$`));
});

test('a service that checks phone numbers itself is judged by all that it refuses', async () => {
  const { blocked, failed } = await judged(
    'PutContactInformation',
    refusePrimary(
      'PhoneNumber',
      'There is no such number.',
      (contact) => !/^\+1 \d{3} 555 01\d\d$/.test(textMember(contact ?? {}, 'PhoneNumber')),
    ),
  );
  expect(blocked).toEqual([]);
  for (const id of failed) expect(id).toMatch(/accepts$/);
});
