import { expect, test } from 'vitest';
import { firstDifference } from './first-difference.ts';

const contact = { ContactInformation: { City: 'Oslo', PhoneNumber: '+47 1' } };

test.each([
  [
    { ContactInformation: { City: 'Oslo', PhoneNumber: '+471' } },
    'ContactInformation.PhoneNumber is "+471", expected "+47 1"',
  ],
  [{ ContactInformation: { City: 'Oslo' } }, 'ContactInformation.PhoneNumber is missing, expected "+47 1"'],
  [{ ...contact, NextToken: 'x' }, 'NextToken is there with "x"'],
  [
    { ContactInformation: 'Oslo' },
    'ContactInformation is "Oslo", expected {"City":"Oslo","PhoneNumber":"+47 1"}',
  ],
  [null, 'it is null, expected {"ContactInformation":{"City":"Oslo","PhoneNumber":"+47 1"}}'],
])('%j', (found, difference) => {
  expect(firstDifference(contact, found)).toBe(difference);
});

test('members beyond the expected ones are none where only those are asked for', () => {
  const found = { More: 1, ContactInformation: { More: 1, City: 'Bergen' } };
  expect(firstDifference({ ContactInformation: { City: 'Oslo' } }, found, { whole: false })).toBe(
    'ContactInformation.City is "Bergen", expected "Oslo"',
  );
});

test('long values are cut', () => {
  expect(firstDifference('a'.repeat(200), 'b').length).toBeLessThan(120);
});
