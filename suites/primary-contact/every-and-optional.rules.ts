import { finiteTexts } from '../../generators/text/accepted-texts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { zoneOf } from '../../generators/values/judge-text.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { anyText, one, primaries, shapeOf } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, put, putAndRead } from '../steps/contacts.ts';
import { everyCharacterAndLength } from '../../generators/text/stored-texts.ts';
import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import type { Variant } from '../../generators/values/variant.ts';

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
    const untried = (code: string) => country?.kind === 'string' && zoneOf(country, code)?.untried;
    for (const code of asking) if (untried(code)) context.observe(`${code} is left out: ${untried(code)}`);
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

/** Members of the primary contact that may be left out whatever its country is. */
function optionalMembers({ contract }: RuleContext): string[] {
  const shape = inputShape(contract, 'PutContactInformation', ['ContactInformation']);
  if (shape.kind !== 'structure') return [];
  return Object.entries(shape.members).flatMap(([name, { required, requiredWhen }]) =>
    required || requiredWhen ? [] : [name],
  );
}

const optionalGone = rule({
  id: 'primary-contact/optional-members-vanish',
  level: 'must',
  since: '0.1.0',
  statement:
    'An optional member that a put leaves out is gone afterwards; the members that it names are kept.',
  source: guide('ContactInformation', 'PutContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const optional = optionalMembers(context);
    const drawn = fc.tuple(primaries(context), primaries(context), fc.subarray(optional, { minLength: 1 }));
    await context.forAny(drawn, async ([contact, other, gone]) => {
      const whole = {
        ...Object.fromEntries(optional.map((name) => [name, 'x'])),
        ...urlOf(context),
        ...other,
        ...contact,
      };
      const left = Object.fromEntries(Object.entries(whole).filter(([name]) => !gone.includes(name)));
      await putAndRead(context.caller, { ContactInformation: whole });
      await putAndRead(context.caller, { ContactInformation: left });
    });
  },
});

/** A value for the one optional member that is more than text. */
function urlOf({ contract }: RuleContext): JsonObject {
  return inputShape(contract, 'PutContactInformation', ['ContactInformation', 'WebsiteUrl']).kind === 'string'
    ? { WebsiteUrl: 'https://www.example.com/' }
    : {};
}

const eachOptionalGone = rule({
  id: 'primary-contact/each-optional-member-vanishes',
  level: 'must',
  since: '0.1.0',
  statement:
    'Each optional member by itself vanishes when it is left out, and comes back when it is put again.',
  source: guide('ContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const variants = [
      ...optionalMembers(context).map((name) => ({
        label: name,
        arbitrary: primaries(context).map((contact) => ({
          ...contact,
          ...(name === 'WebsiteUrl' ? urlOf(context) : { [name]: 'x' }),
        })),
      })),
      ...sometimesOptional(context),
    ];
    await context.forEach(variants, async (whole, name) => {
      const { [name]: _, ...without } = whole;
      await putAndRead(context.caller, { ContactInformation: whole });
      await putAndRead(context.caller, { ContactInformation: without });
      await putAndRead(context.caller, { ContactInformation: whole });
    });
  },
});

/** Contacts with a member that only other values of another member ask for: a state in a country that needs none. */
function sometimesOptional(context: RuleContext): Variant<JsonObject>[] {
  const { contract, target } = context;
  const shape = inputShape(contract, 'PutContactInformation', ['ContactInformation']);
  if (shape.kind !== 'structure') return [];
  const placed = loadPlausible().places.filter(({ onRequest }) => !onRequest);
  return Object.entries(shape.members).flatMap(([name, { requiredWhen }]) => {
    if (!requiredWhen) return [];
    const { member, oneOf } = requiredWhen;
    const free = placed
      .flatMap(({ members }) => members[member] ?? [])
      .filter((value) => !oneOf.includes(value));
    const withMember = (value: string) =>
      primaryContact(contract, { values: target.values, fixed: { [member]: value }, present: [[name]] });
    return free.length === 0 ? [] : [{ label: name, arbitrary: fc.constantFrom(...free).chain(withMember) }];
  });
}

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
    await context.forEach(variants, (contact) => putAndRead(context.caller, { ContactInformation: contact }));
  },
});

export const optionalRules: readonly Rule[] = [optionalGone, eachOptionalGone, optionalCombine];
