import { primaryContact } from '../../generators/values/input.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { primaries } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead } from '../steps/contacts.ts';

const stateForms = rule({
  id: 'primary-contact/us-state-forms',
  level: 'must',
  since: '0.1.0',
  statement: 'Both the two-letter code and the full name of a state are accepted for the United States.',
  source: guide('ContactInformation › StateOrRegion'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { places, phones } = loadPlausible();
    const phone = phones.find(({ country }) => country === 'US')?.forms[0]?.replaceAll('#', '1');
    const variants = places
      .filter(({ members }) => members['CountryCode'] === 'US')
      .map(({ members }) => ({
        label: `StateOrRegion ${members['StateOrRegion']}`,
        arbitrary: primaries(context).map((contact) => ({
          ...contact,
          ...members,
          PhoneNumber: phone ?? '',
        })),
      }));
    await context.forEach(variants, (contact) => putAndRead(context.caller, { ContactInformation: contact }));
  },
});

const everyState = rule({
  id: 'primary-contact/every-state',
  level: 'must',
  since: '0.1.0',
  statement: 'Every state of the United States is accepted by its two-letter code and by its full name.',
  source: guide('ContactInformation › StateOrRegion'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { states, places } = loadPlausible();
    const { values } = context.target;
    // Where values have to be plausible, a state is put with a city and a postal code of its own.
    const placed = new Set(places.map(({ members }) => members['StateOrRegion']));
    const variants = states
      .flatMap(({ country, names }) =>
        names.flatMap(({ code, name }) => [code, name].map((text) => [country, text])),
      )
      .filter(([, text]) => values === 'any' || placed.has(text))
      .map(([CountryCode = '', StateOrRegion = '']) => ({
        label: StateOrRegion,
        arbitrary: primaryContact(context.contract, { values, fixed: { CountryCode, StateOrRegion } }),
      }));
    await context.forEach(variants, (contact) => putAndRead(context.caller, { ContactInformation: contact }));
  },
});

export const stateRules: readonly Rule[] = [stateForms, everyState];

const urls = rule({
  id: 'primary-contact/website-schemes',
  level: 'must',
  since: '0.1.0',
  statement:
    'Web addresses with http and with https are accepted, with every other part that an address may have.',
  source: guide('ContactInformation › WebsiteUrl'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { values } = context.target;
    const addresses = values === 'any' ? [...PLAIN_URLS, ...OTHER_URLS] : PLAIN_URLS;
    const variants = addresses.map((label) => ({ label, arbitrary: primaries(context) }));
    await context.forEach(variants, async (contact, WebsiteUrl) => {
      await putAndRead(context.caller, { ContactInformation: { ...contact, WebsiteUrl } });
    });
  },
});

const PLAIN_URLS = ['http://www.example.com/', 'https://www.example.com/', 'https://example.com'];

/** Each with something that a pattern for web addresses may have forgotten, and that web sites of companies have. */
const OTHER_URLS = [
  'http://example.com',
  'https://example.com:8443/a',
  'https://192.0.2.1/',
  'https://xn--bcher-kva.example/',
  'https://a-b.example.photography/',
  'https://example.com/a_b-c~d/e.html',
  'https://example.com/?a=1&b=%20x#top',
  'https://example.com/(a);b,c!d',
  'https://example.com/%E6%9D%B1',
  'https://example.com//a/',
];

export const websiteRules: readonly Rule[] = [urls];
