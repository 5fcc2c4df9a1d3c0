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
  statement: 'For the United States both the two-letter code of a state and its full name are accepted.',
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
