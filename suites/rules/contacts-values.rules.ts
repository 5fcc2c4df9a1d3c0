import fc from 'fast-check';
import { primaryContact } from '../../generators/values/input.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition, returning } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, clear, contactTypes, ofType, put, putAndRead, remove } from './contact-steps.ts';
import { everyCharacterAndLength, hazardousTexts, otherScripts } from './stored-texts.ts';
import { alternates, anyText, one, PRIMARY_OPERATIONS, putAndReadPrimary, shapeOf } from './value-steps.ts';
import { textMember } from '../../harness/text-member.ts';

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
      for (const type of contactTypes(context)) await precondition(() => clear(caller, type));
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
      const type = textMember(contact, 'AlternateContactType');
      await precondition(async () => {
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
      await precondition(() => putAndReadPrimary(context, primary));
      await putAndRead(caller, contact);
      await remove(caller, contact);
      await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: primary }));
    });
  },
});

export const contactValueRules: readonly Rule[] = [
  sameValues,
  invalidCreate,
  alternateTexts,
  alternateCharacters,
  alternateScripts,
  primaryApart,
];
