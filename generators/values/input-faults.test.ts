import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { StringShape } from '../../spec/contract.ts';
import { judge } from './input-faults.ts';
import { judgeText } from './judge-text.ts';
import { inputTexts } from '../histograms.ts';

const contract = loadContract();

function text(name: string): StringShape {
  const shape = inputTexts(contract).find((one) => one.name === name);
  if (!shape) throw new RangeError(name);
  return shape;
}

test.each([
  ['City', 'Seattle', 'must'],
  ['City', 'a'.repeat(50), 'must'],
  ['City', 'a'.repeat(51), 'invalid'],
  ['City', '', 'invalid'],
  ['City', '   ', 'contested'],
  ['City', ' Seattle', 'contested'],
  ['City', 'M\u00fcnchen', 'should'],
  ['City', '\u{1f600}', 'contested'],
  // 50 characters that are 100 UTF-16 units, and 51 that are too many either way.
  ['City', '\u{1f600}'.repeat(50), 'contested'],
  ['City', '\u{1f600}'.repeat(51), 'invalid'],
  ['EmailAddress', 'a@b.c', 'must'],
  ['EmailAddress', `${'a'.repeat(60)}@b.c`, 'must'],
  ['EmailAddress', `${'a'.repeat(61)}@b.c`, 'contested'],
  ['EmailAddress', `${'a'.repeat(251)}@b.c`, 'invalid'],
  ['EmailAddress', 'a|b@b.c', 'contested'],
  ['EmailAddress', 'a@b', 'invalid'],
  ['PhoneNumber', '1', 'should'],
  ['PhoneNumber', '12', 'must'],
  ['PhoneNumber', '()', 'contested'],
  ['PhoneNumber', '12)', 'should'],
  ['PhoneNumber', '\u0661\u0662', 'invalid'],
  ['AlternateContactType', 'BILLING', 'must'],
  ['AlternateContactType', 'Billing', 'contested'],
  ['AlternateContactType', ' BILLING', 'invalid'],
  ['CountryCode', 'US', 'must'],
  ['CountryCode', 'us', 'contested'],
  ['CountryCode', 'USA', 'invalid'],
  ['CountryCode', '\u{1f600}', 'contested'],
  ['WebsiteUrl', 'https://example.com', 'must'],
  ['WebsiteUrl', 'example', 'contested'],
  ['ContactInformationPhoneNumber', '+1', 'must'],
  ['ContactInformationPhoneNumber', '1', 'invalid'],
  ['ContactInformationPhoneNumber', '+01', 'contested'],
] as const)('%s %j: %s', (name, value, verdict) => {
  expect(judgeText(text(name), value)).toBe(verdict);
});

test('an input is judged by its weakest member', () => {
  const input = contract.operations['PutContactInformation']?.input;
  if (!input) throw new RangeError('PutContactInformation');
  const usual = {
    AddressLine1: '1 Main Street',
    City: 'Oslo',
    CountryCode: 'NO',
    FullName: 'A B',
    PhoneNumber: '+1',
    PostalCode: '1',
  };
  const judged = (contact: Parameters<typeof judge>[1]) => judge(input, { ContactInformation: contact });
  expect(judged(usual)).toBe('must');
  expect(judged({ ...usual, AddressLine2: null })).toBe('should');
  expect(judged({ ...usual, Other: 1 })).toBe('contested');
  expect(judged({ ...usual, City: null })).toBe('invalid');
  expect(judged({ ...usual, City: 5 })).toBe('invalid');
  expect(judged({ ...usual, CountryCode: 'US' })).toBe('invalid');
  expect(judged({ ...usual, CountryCode: 'US', StateOrRegion: 'WA' })).toBe('must');
  expect(judged([])).toBe('invalid');
  expect(judge(input, {})).toBe('invalid');
});
