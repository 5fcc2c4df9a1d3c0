import { finiteTexts } from '../../generators/text/finite-texts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { anyText, one, primaries, shapeOf } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, put, putAndRead } from '../steps/contacts.ts';
import { everyCharacterAndLength } from '../../generators/text/stored-texts.ts';

const everyCountry = rule({
  id: 'primary-contact/every-country',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every country code is accepted with a state, which may be left out when the guide does not ask for one.',
  source: guide('ContactInformation › CountryCode', 'ContactInformation › StateOrRegion'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { members } = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    const country = members['CountryCode']?.shape;
    const codes = country?.kind === 'string' ? (finiteTexts(country) ?? []) : [];
    // Where only a place on request is plausible, an account may be unable to leave or enter the country.
    const places = loadPlausible().places.filter(({ onRequest }) => !onRequest);
    const known = places.map(({ members: place }) => place['CountryCode']);
    const asking = members['StateOrRegion']?.requiredWhen?.oneOf ?? [];
    const asked = context.target.values === 'any' ? codes : codes.filter((code) => known.includes(code));
    const variants = asked.map((code) => ({
      label: code,
      arbitrary: primaryContact(context.contract, {
        values: context.target.values,
        fixed: { CountryCode: code },
        present: [['StateOrRegion']],
      }),
    }));
    await context.forEach(variants, async (contact, code) => {
      const { StateOrRegion: _, ...stateless } = contact;
      if (asking.includes(code)) return putAndRead(context.caller, { ContactInformation: contact });
      await put(context.caller, { ContactInformation: contact });
      await putAndRead(context.caller, { ContactInformation: stateless });
    });
  },
});

const everyPlace = rule({
  id: 'primary-contact/every-place',
  level: 'must',
  since: '0.1.0',
  statement:
    'Members that fit each other are accepted: a country, a state, a city and a postal code, also a long one or one that begins with zero.',
  source: guide('ContactInformation › PostalCode', 'ContactInformation › StateOrRegion'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { contract, target } = context;
    const variants = loadPlausible()
      .places.filter(({ onRequest }) => !onRequest)
      .map(({ members }) => ({
        label: Object.values(members).join(', '),
        arbitrary: primaryContact(contract, { values: target.values, fixed: { ...members } }),
      }));
    await context.forEach(variants, (contact) => putAndRead(context.caller, { ContactInformation: contact }));
  },
});

const primaryCharacters = rule({
  id: 'primary-contact/every-character-and-length',
  level: 'must',
  since: '0.1.0',
  statement:
    'Free text in the primary contact is kept with every printable ASCII character and at every length.',
  source: guide('ContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(everyCharacterAndLength(shape, base), (contact) =>
      putAndRead(context.caller, { ContactInformation: contact }),
    );
  },
});

export const everyRules: readonly Rule[] = [everyCountry, everyPlace, primaryCharacters];
