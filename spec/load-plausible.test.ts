import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { loadContract } from './load-contract.ts';
import { loadPlausible, plausibleSchema } from './load-plausible.ts';
import { parseSpecText } from './read-spec-file.ts';

test('every country that asks for a state has a place', () => {
  const contact =
    loadContract().operations['PutContactInformation']?.input.members['ContactInformation']?.shape;
  const members = contact?.kind === 'structure' ? contact.members : {};
  const asking = members['StateOrRegion']?.requiredWhen?.oneOf ?? [];
  const countries = loadPlausible().places.map(({ members: place }) => place['CountryCode']);
  expect(asking.length).toBeGreaterThan(0);
  for (const country of asking) expect(countries).toContain(country);
  for (const { members: place } of loadPlausible().places) {
    for (const name of Object.keys(place)) expect(Object.keys(members)).toContain(name);
  }
});

test('both ways to write a state of the United States are there', () => {
  const states = loadPlausible().places.flatMap(({ members }) =>
    members['CountryCode'] === 'US' ? [members['StateOrRegion']] : [],
  );
  expect(states).toContain('WA');
  expect(states).toContain('Washington');
});

test.each(loadPlausible().phones.flatMap(({ country, forms }) => forms.map((form) => [form, country])))(
  '%s is valid by the number plan of %s, whatever its digits',
  (form, country) => {
    const numbers = Array.from({ length: TRIED }, (_, at) => {
      const digits = Array.from(String((at * STEP) % RANGE).padStart(form.length, '0')).toReversed();
      return form.replaceAll('#', () => digits.shift() ?? '0');
    });
    const found = numbers.map((number) => ({ number, parsed: parsePhoneNumberFromString(number) }));
    const wrong = found.filter(({ parsed }) => !parsed?.isValid() || parsed.country !== country);
    expect(wrong.map(({ number }) => number)).toEqual([]);
  },
);

/** Numbers of each form, spread over its digits. */
const TRIED = 500;
const STEP = 7919;
const RANGE = 10_000;

test('a place whose phone numbers are not there is named', () => {
  const text = `
domains: [{ name: example.com, x-source: 'protocol: RFC 2606' }]
phones: [{ country: US, forms: ['+1 206 555 01##'], x-source: 'protocol: NANPA' }]
places: [{ phoneOf: XX, members: { City: Seattle } }]
states: []
forms: {}
texts: {}
words: [Example]
`;
  expect(() => parseSpecText('spec/plausible.yaml', text, plausibleSchema)).toThrow(
    'spec/plausible.yaml › line 4, places.0.phoneOf: expected a country of phones, found XX',
  );
});
