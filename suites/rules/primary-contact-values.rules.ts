import fc from 'fast-check';
import { finiteTexts } from '../../generators/text/finite-texts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition, unchanged } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { contactTypes, ofType, putAndRead } from './contact-steps.ts';
import { everyCharacterAndLength, hazardousTexts, otherScripts } from './stored-texts.ts';
import {
  alternates,
  anyText,
  one,
  primaries,
  PRIMARY_OPERATIONS,
  putAndReadPrimary,
  shapeOf,
} from './value-steps.ts';

const primaryTexts = rule({
  id: 'primary-contact/text-stays-text',
  level: 'must',
  since: '0.1.0',
  statement: 'Text of the primary contact that other formats give a meaning comes back as it was put.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(hazardousTexts(shape, base), (contact) => putAndReadPrimary(context, contact));
  },
});

const primaryCharacters = rule({
  id: 'primary-contact/every-character-and-length',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every printable ASCII character and every length of an open text of the primary contact is kept.',
  source: guide('ContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(everyCharacterAndLength(shape, base), (contact) =>
      putAndReadPrimary(context, contact),
    );
  },
});

const primaryScripts = rule({
  id: 'primary-contact/other-scripts-kept',
  level: 'should',
  since: '0.1.0',
  statement:
    'Letters of other scripts in the primary contact are kept as they are, up to the limit in characters.',
  source: guide('ContactInformation') + '; model: string length',
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(otherScripts(shape, base), (contact) => putAndReadPrimary(context, contact));
  },
});

const optionalCombine = rule({
  id: 'primary-contact/optional-members-combine',
  level: 'must',
  since: '0.1.0',
  statement: 'Each optional member may be the only one that is put, or the only one that is left out.',
  source: guide('ContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    const optional = Object.keys(shape.members).filter((name) => {
      const member = shape.members[name];
      return member && !member.required && !member.requiredWhen;
    });
    const { contract, target } = context;
    const all = optional.map((name) => [name]);
    const whole = primaryContact(contract, { values: target.values, present: all });
    const keeping = (kept: readonly string[]) =>
      whole.map((contact) =>
        Object.fromEntries(
          Object.entries(contact).filter(([name]) => !optional.includes(name) || kept.includes(name)),
        ),
      );
    const variants = optional.flatMap((name) => [
      { label: `only ${name}`, arbitrary: keeping([name]) },
      { label: `all but ${name}`, arbitrary: keeping(optional.filter((other) => other !== name)) },
    ]);
    await context.forEach(variants, (contact) => putAndReadPrimary(context, contact));
  },
});

const everyCountry = rule({
  id: 'primary-contact/every-country',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every country code is accepted with a state; where the guide asks for none, it may be left out.',
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
      if (asking.includes(code)) return putAndReadPrimary(context, contact);
      await context.caller.expect('PutContactInformation', { ContactInformation: contact }).toSucceed();
      await putAndReadPrimary(context, stateless);
    });
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
    await context.forEach(variants, (contact) => putAndReadPrimary(context, contact));
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
    await context.forEach(variants, (contact) => putAndReadPrimary(context, contact));
  },
});

const alternatesApart = rule({
  id: 'primary-contact/stored-alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves alternate contacts of every type as they were put.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...PRIMARY_OPERATIONS, 'PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'],
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    await context.forAny(fc.tuple(alternates(context), primaries(context)), async ([contact, primary]) => {
      await precondition(async () => {
        for (const type of types) await putAndRead(caller, ofType(contact, type));
      });
      const reads = types.map((type) => ({
        operation: 'GetAlternateContact',
        input: { AlternateContactType: type },
      }));
      await unchanged({ context, caller, account: {} }, reads, () => putAndReadPrimary(context, primary));
    });
  },
});

export const primaryContactValueRules: readonly Rule[] = [
  primaryTexts,
  primaryCharacters,
  primaryScripts,
  optionalCombine,
  everyCountry,
  everyState,
  everyPlace,
  alternatesApart,
];
