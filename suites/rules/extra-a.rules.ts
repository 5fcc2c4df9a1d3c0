import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/input.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { finiteTexts } from '../../generators/finite-texts.ts';
import type { RuleContext } from '../context.ts';
import { inputShape } from '../contract-lookup.ts';
import type { Rule } from '../rule.ts';
import { rule } from '../rule.ts';
import { asControl, draw, returning, unchanged } from '../scenes/stage.ts';
import { guide } from '../source.ts';
import { CONTACT_OPERATIONS, clear, contactTypes, ofType, put, putAndRead, remove } from './contact-steps.ts';
import { everyCharacterAndLength, hazardousTexts, otherScripts } from './extra-a-texts.ts';

const PRIMARY_OPERATIONS = ['PutContactInformation', 'GetContactInformation'];

function alternates({ contract, target }: RuleContext) {
  return alternateContact(contract, { values: target.values });
}

function primaries({ contract, target }: RuleContext) {
  return primaryContact(contract, { values: target.values });
}

function one<T>(context: RuleContext, name: string, arbitrary: fc.Arbitrary<T>): T {
  return draw({ context, caller: context.caller, account: {} }, name, arbitrary);
}

function shapeOf({ contract }: RuleContext, operation: string, path: readonly string[]): StructureShape {
  const shape =
    path.length === 0 ? contract.operations[operation]?.input : inputShape(contract, operation, path);
  if (shape?.kind !== 'structure') throw new RangeError(`${operation}: no structure ${path.join('.')}`);
  return shape;
}

async function putAndReadPrimary({ caller }: RuleContext, contact: JsonObject): Promise<void> {
  await caller.expect('PutContactInformation', { ContactInformation: contact }).toSucceed();
  await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: contact }));
}

/** A service that checks more than form need not take any text for a name or an address. */
function anyText(context: RuleContext): void {
  if (context.target.values !== 'any')
    context.notApplicable('the target is asked with plausible values only');
}

const sameValues = rule({
  id: 'contacts/same-values-for-all-types',
  level: 'must',
  since: '0.1.0',
  statement: 'All types of alternate contact may have the same values.',
  source: guide('PutAlternateContact', 'API Reference'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    await context.forAny(alternates(context), async (contact) => {
      for (const type of contactTypes(context)) await asControl(() => clear(caller, type));
      for (const type of contactTypes(context)) await putAndRead(caller, ofType(contact, type));
    });
  },
});

const invalidCreate = rule({
  id: 'errors/invalid-create',
  level: 'must',
  since: '0.1.0',
  statement:
    'An invalid alternate contact is refused for each type also where none is stored, and creates none.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const { members } = shapeOf(context, 'PutAlternateContact', []);
    const texts = Object.entries(members).flatMap(([name, { shape, required }]) =>
      required && shape.kind === 'string' && !shape.enum ? [{ name, shape }] : [],
    );
    const breaks = texts.flatMap(({ name, shape }) => [
      { name, how: 'absent', value: undefined },
      { name, how: 'empty', value: '' },
      { name, how: 'too long', value: 'a'.repeat((shape.maxLength ?? 0) + 1) },
    ]);
    const variants = contactTypes(context).flatMap((type) =>
      breaks.map(({ name, how, value }) => ({
        label: `${type} with ${name} ${how}`,
        arbitrary: alternates(context).map((contact) => ({ contact: ofType(contact, type), name, value })),
      })),
    );
    await context.forEach(variants, async ({ contact, name, value }) => {
      const { [name]: _, ...rest } = contact;
      const type = String(contact['AlternateContactType']);
      await asControl(async () => {
        await put(caller, contact);
        await clear(caller, type);
      });
      const broken = value === undefined ? rest : { ...rest, [name]: value };
      await caller
        .expect('PutAlternateContact', broken, { provokes: ['body'] })
        .toBeRefused('ValidationException');
      await caller
        .expect('GetAlternateContact', { AlternateContactType: type })
        .toBeRefused('ResourceNotFoundException');
    });
  },
});

const alternateTexts = rule({
  id: 'contacts/text-stays-text',
  level: 'must',
  since: '0.1.0',
  statement: 'Text of an alternate contact that other formats give a meaning comes back as it was put.',
  source: guide('PutAlternateContact', 'GetAlternateContact › Response Elements'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(hazardousTexts(shape, base), (contact) => putAndRead(context.caller, contact));
  },
});

const alternateCharacters = rule({
  id: 'contacts/every-character-and-length',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every printable ASCII character and every length of an open text of an alternate contact is kept.',
  source: guide('PutAlternateContact › Request Parameters'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(everyCharacterAndLength(shape, base), (contact) =>
      putAndRead(context.caller, contact),
    );
  },
});

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

const alternateScripts = rule({
  id: 'contacts/other-scripts-kept',
  level: 'should',
  since: '0.1.0',
  statement:
    'Letters of other scripts in an alternate contact are kept as they are, up to the limit in characters.',
  source: guide('PutAlternateContact › Request Parameters') + '; model: string length',
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(otherScripts(shape, base), (contact) => putAndRead(context.caller, contact));
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
  statement: 'Every country code is accepted; where the guide asks for no state, it may be left out.',
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
      }).map((contact) => {
        const { StateOrRegion: _, ...stateless } = contact;
        return asking.includes(code) ? contact : stateless;
      }),
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
      await asControl(async () => {
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

const primaryApart = rule({
  id: 'contacts/stored-primary-contact-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Putting and deleting alternate contacts leaves every member of a primary contact as it was put.',
  source: guide('PutAlternateContact', 'PutContactInformation'),
  operations: [...CONTACT_OPERATIONS, ...PRIMARY_OPERATIONS],
  async check(context) {
    const { caller, contract, target } = context;
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    const present = Object.keys(shape.members).map((name) => [name]);
    const drawn = fc.tuple(alternates(context), primaryContact(contract, { values: target.values, present }));
    await context.forAny(drawn, async ([contact, primary]) => {
      await asControl(() => putAndReadPrimary(context, primary));
      await putAndRead(caller, contact);
      await remove(caller, contact);
      await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: primary }));
    });
  },
});

/** Rules that the written faults of contacts asked for. */
export const extraRulesA: readonly Rule[] = [
  sameValues,
  invalidCreate,
  alternateTexts,
  alternateCharacters,
  primaryTexts,
  primaryCharacters,
  alternateScripts,
  primaryScripts,
  optionalCombine,
  everyCountry,
  alternatesApart,
  primaryApart,
];
