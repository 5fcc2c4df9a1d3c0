import { expect, test } from 'vitest';
import { loadContract } from '../../../spec/load-contract.ts';
import { allRules } from '../../../suites/registry.ts';
import { exampleOfInvariant, exampleOfRule, exchangeLines, type Example } from './example.ts';

const contract = loadContract();
const rules = allRules(contract);

async function exampleOf(id: string): Promise<Example> {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new RangeError(`no rule is called ${id}`);
  return exampleOfRule(rule, contract);
}

function shown(example: Example): string {
  return example.exchange ? exchangeLines(example.exchange, example).join('\n') : '';
}

test('the refusal that a rule is about, not what led to it', async () => {
  const example = await exampleOf('contacts/delete-twice');
  expect(example).toMatchObject({ requests: 3, result: { outcome: 'pass' } });
  expect(shown(example)).toMatch(
    /^> POST \/deleteAlternateContact\n> content-type: application\/json\n>\n> {"AlternateContactType":"\w+"}\n< 404\n/,
  );
  expect(shown(example)).toContain('< x-amzn-errortype: ResourceNotFoundException\n');
});

test('of an obligation the near miss that is refused, or the value that is accepted', async () => {
  const constraint = 'validation/PutAlternateContact/EmailAddress/max-length';
  const refused = await exampleOf(`${constraint}/refuses`);
  expect(refused.exchange).toMatchObject({ operation: 'PutAlternateContact', response: { status: 400 } });
  const accepted = await exampleOf(`${constraint}/accepts`);
  expect(accepted.exchange).toMatchObject({ operation: 'PutAlternateContact', response: { status: 200 } });
});

test('a request that is wrong on purpose, as it stood on the wire', async () => {
  expect(shown(await exampleOf('wire/json/trailing-comma/ListRegions'))).toMatch(/> {.*,}\n< 400\n/);
  expect(shown(await exampleOf('wire/http/path-unknown/ListRegions'))).toMatch(/^> POST \/(?!listRegions\n)/);
});

test('a faulty signature is shown without its secrets, any other is not shown', async () => {
  const faulty = shown(await exampleOf('signing/body-changed'));
  expect(faulty).toMatch(/> authorization: AWS4-HMAC-SHA256 Credential=.*\[redacted\]/);
  expect(faulty).toContain('Signature=[redacted]');
  expect(faulty).not.toMatch(/[\da-f]{64}/);
  expect(shown(await exampleOf('contacts/create'))).not.toContain('authorization');
});

test('rates are tried in virtual time, and what the survey asks is seen too', async () => {
  expect((await exampleOf('quotas/over/ListRegions')).exchange).toMatchObject({ response: { status: 429 } });
  expect((await exampleOf('errors/implemented/ListRegions')).exchange).toMatchObject({
    operation: 'ListRegions',
  });
});

test('an invariant is shown by an exchange to which it applies', async () => {
  const example = await exampleOfInvariant('errors/header', rules, contract);
  expect(example?.exchange?.response?.status).toBeGreaterThanOrEqual(400);
  await expect(exampleOfInvariant('errors/nothing', rules, contract)).rejects.toThrow('no invariant');
});
