import fc from 'fast-check';
import { primaryContact } from '../../generators/values/input.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alikeValues } from './alike-texts.ts';
import {
  CONTACT_OPERATIONS,
  contactTypes,
  createAndRead,
  missing,
  ofType,
  put,
  putAndRead,
  reads,
  remove,
} from './contact-steps.ts';
import { alternates, anyText, one, PRIMARY_OPERATIONS, putAndReadPrimary, shapeOf } from './value-steps.ts';

const alternateAlike = rule({
  id: 'contacts/replace-with-alike',
  level: 'must',
  since: '0.1.0',
  statement:
    'An alternate contact that differs from the stored one only in case, blanks or a single character replaces it.',
  source: guide('PutAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const { caller } = context;
    const base = one(context, 'contact', alternates(context));
    const { stored, changed } = alikeValues(shapeOf(context, 'PutAlternateContact', []), base);
    const variants = Object.entries(changed).map(([label, value]) => ({
      label,
      arbitrary: fc.constant(value),
    }));
    await context.forEach(variants, async (value) => {
      await precondition(() => createAndRead(caller, stored));
      await putAndRead(caller, value);
    });
  },
});

const primaryAlike = rule({
  id: 'primary-contact/replace-with-alike',
  level: 'must',
  since: '0.1.0',
  statement:
    'A primary contact that differs from the stored one only in case, blanks or a single character replaces it.',
  source: guide('PutContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const { contract, target } = context;
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    const present = Object.keys(shape.members).map((name) => [name]);
    const base = one(context, 'contact', primaryContact(contract, { values: target.values, present }));
    const { stored, changed } = alikeValues(shape, base);
    const alone = Object.keys(shape.members).map((name) => {
      const value = Object.values(changed).find((other) => other[name] !== stored[name]);
      return { label: `${name} alone`, value: { ...stored, [name]: (value ?? stored)[name] ?? null } };
    });
    const together = Object.entries(changed).map(([label, value]) => ({ label, value }));
    const variants = [...together, ...alone].map(({ label, value }) => ({
      label,
      arbitrary: fc.constant(value),
    }));
    await context.forEach(variants, async (value) => {
      await precondition(() => putAndReadPrimary(context, stored));
      await putAndReadPrimary(context, value);
    });
  },
});

const equalApart = rule({
  id: 'contacts/equal-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Where alternate contacts of all types have equal values, in whole or in one member, replacing or deleting one leaves the others.',
  source: guide('PutAlternateContact', 'DeleteAlternateContact', 'API Reference'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    const drawn = fc.tuple(alternates(context), alternates(context), alternates(context));
    const whole = types.map((type) => ({ type, shared: VALUES }));
    const single = VALUES.map((name, at) => ({ type: types[at % types.length] ?? '', shared: [name] }));
    const variants = [...whole, ...single].map(({ type, shared }) => ({
      label: `${type}: ${shared.join(', ')}`,
      arbitrary: drawn.map((values) => ({ type, shared, values })),
    }));
    await context.forEach(variants, async ({ type, shared, values: [first, second, third] }) => {
      const common = Object.fromEntries(shared.map((name) => [name, first[name] ?? null]));
      const contact = ofType(first, type);
      const others = types
        .filter((each) => each !== type)
        .map((each) => ofType({ ...second, ...common }, each));
      await precondition(async () => {
        for (const each of [contact, ...others]) await put(caller, each);
      });
      await putAndRead(caller, ofType(third, type));
      for (const each of others) await reads(caller, each);
      await put(caller, contact);
      await remove(caller, contact);
      await missing(caller, contact);
      for (const each of others) await reads(caller, each);
    });
  },
});

/** What a contact holds beside its type. */
const VALUES = ['EmailAddress', 'Name', 'PhoneNumber', 'Title'];

export const alikeRules: readonly Rule[] = [alternateAlike, primaryAlike, equalApart];
