import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { loadContract } from '../../spec/load-contract.ts';
import { textMember } from '../near-miss/breaks-exactly.ts';
import { batteryProblems, schemaErrors } from '../battery.ts';
import { memberHistogram, samplesOf } from '../histograms.ts';
import { primaryContact, validInput } from './input.ts';
import { judge } from './input-faults.ts';

const contract = loadContract('current');
const ACCOUNT = '123456789012';

describe.each(Object.values(contract.operations).map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, { input }) => {
    const accepted = (value: unknown): boolean =>
      judge(input, value as Parameters<typeof judge>[1]) === 'must' &&
      schemaErrors(input.name, value).length === 0;

    test('any: same seed same input, accepted, every seed shrinks to the same input', () => {
      const arbitrary = validInput(contract, name, { values: 'any', accountId: ACCOUNT });
      const details = fc.check(
        fc.property(arbitrary, () => false),
        { seed: 99 },
      );
      const minimum = details.counterexample?.[0];
      expect(batteryProblems({ arbitrary, belongs: accepted, ...(minimum ? { minimum } : {}) })).toEqual([]);
    });

    test('plausible: same seed same input, accepted', () => {
      const arbitrary = validInput(contract, name, { values: 'plausible', accountId: ACCOUNT });
      expect(batteryProblems({ arbitrary, belongs: accepted, size: () => 0 })).toEqual([]);
    });

    test('every member is there, and every optional one is left out now and then', () => {
      const inputs = samplesOf(validInput(contract, name, { values: 'any', accountId: ACCOUNT }), 20);
      const hits = memberHistogram(input, inputs);
      for (const [member, count] of hits) {
        const unsendable = member === 'NextToken';
        expect.soft([member, count > 0]).toEqual([member, !unsendable]);
        const required = schemaErrors(input.name, {}).some(
          ({ params }) => params['missingProperty'] === member,
        );
        if (!required && !member.includes('.') && member !== 'AccountId')
          expect.soft(count).toBeLessThan(inputs.length);
      }
    });
  },
);

test('an account is named only where one is given, regions are those that are given', () => {
  const without = samplesOf(
    validInput(contract, 'EnableRegion', { values: 'any', regions: ['eu-south-1'] }),
    5,
  );
  expect(without.every((input) => JSON.stringify(input) === '{"RegionName":"eu-south-1"}')).toBe(true);
});

test('a country that asks for a state has one, another has none now and then', () => {
  const contacts = samplesOf(primaryContact(contract, { values: 'any' }), 50);
  const asking = contacts.filter(({ CountryCode }) => CountryCode === 'US');
  expect(asking.length).toBeGreaterThan(10);
  expect(asking.filter(({ StateOrRegion }) => StateOrRegion === undefined)).toEqual([]);
  expect(contacts.some(({ StateOrRegion }) => StateOrRegion === undefined)).toBe(true);
});

test('fixed members, nested ones too, keep their value and are never left out', () => {
  const fixed = { ContactInformation: { CountryCode: 'JP', CompanyName: 'AnyCompany' } };
  for (const values of ['any', 'plausible'] as const) {
    for (const { ContactInformation } of samplesOf(
      validInput(contract, 'PutContactInformation', { values, fixed }),
      5,
    )) {
      expect(ContactInformation).toMatchObject(fixed.ContactInformation);
      expect(ContactInformation).toHaveProperty('StateOrRegion');
    }
  }
});

test('plausible contacts have a state, city and postal code that belong together', () => {
  const places = samplesOf(primaryContact(contract, { values: 'plausible' }), 20).map((contact) =>
    ['CountryCode', 'City', 'PostalCode'].map((name) => textMember(contact, name)).join(' '),
  );
  expect(new Set(places)).toContain('US Seattle 98101');
  expect(places.filter((place) => place.includes('Seattle') && !place.startsWith('US Seattle 981'))).toEqual(
    [],
  );
  expect(places.filter((place) => place.startsWith('IN '))).toEqual([]);
  const india = samplesOf(primaryContact(contract, { values: 'plausible', fixed: { CountryCode: 'IN' } }), 2);
  expect(new Set(india.map(({ City }) => City))).toEqual(new Set(['Mumbai']));
});
