import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { samplesOf } from '../histograms.ts';
import { operationOf, validInput } from './input.ts';
import { isPlausible } from './plausible-input.ts';

const contract = loadContract();
const plausible = { values: 'plausible' } as const;

test.each(['PutAlternateContact', 'PutContactInformation'])(
  '%s: what is drawn as plausible is so',
  (name) => {
    const inputs = samplesOf(validInput(contract, name, plausible), 200);
    expect(inputs.filter((input) => !isPlausible(operationOf(contract, name), input))).toEqual([]);
  },
);

test.each(['PutAlternateContact', 'PutContactInformation'])(
  '%s: most that is drawn by form is not',
  (name) => {
    const inputs = samplesOf(validInput(contract, name, { values: 'any' }), 200);
    expect(inputs.filter((input) => isPlausible(operationOf(contract, name), input)).length).toBeLessThan(20);
  },
);

const ELSEWHERE: readonly (readonly [string, JsonObject])[] = [
  ['a number of another country', { PhoneNumber: '+49 30 23125 001' }],
  ['a postal code of another place', { PostalCode: '10117' }],
  ['another country', { CountryCode: 'DE' }],
  ['a web address elsewhere', { WebsiteUrl: 'https://www.example.test/' }],
];

test.each(ELSEWHERE)('%s does not fit a contact', (_, members) => {
  const operation = operationOf(contract, 'PutContactInformation');
  const fixed = { CountryCode: 'US', PostalCode: '98101' };
  const [contact = {}] = samplesOf(
    validInput(contract, operation.name, { ...plausible, fixed: { ContactInformation: fixed } }),
    1,
  );
  expect(isPlausible(operation, contact)).toBe(true);
  const changed = { ContactInformation: { ...(contact['ContactInformation'] as JsonObject), ...members } };
  expect(isPlausible(operation, changed)).toBe(false);
});
