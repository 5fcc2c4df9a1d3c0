import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates, shapeOf } from '../steps/contact-values.ts';
import {
  CONTACT_OPERATIONS,
  clear,
  contactTypes,
  ofType,
  put,
  putAndRead,
  reads,
  PRIMARY_OPERATIONS,
  missing,
  remove,
} from '../steps/contacts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';

const typesIsolated = rule({
  id: 'contacts/types-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Each type of alternate contact holds what was put for it, whatever the order of the puts.',
  source: guide('API Reference', 'Quotas for AWS Account Management'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    const drawn = fc.tuple(
      fc.array(alternates(context), { minLength: types.length, maxLength: types.length }),
      fc.shuffledSubarray([...types], { minLength: types.length }),
    );
    await context.forAny(drawn, async ([values, order]) => {
      const stored = order.map((type, index) => ofType(values[index] ?? {}, type));
      for (const contact of stored) await put(caller, contact);
      for (const contact of stored) await reads(caller, contact);
    });
  },
});

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

export const typesRules: readonly Rule[] = [typesIsolated, sameValues];

const primaryIsolated = rule({
  id: 'contacts/primary-contact-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting and deleting alternate contacts leaves the primary contact as it is.',
  source: guide('PutAlternateContact', 'PutContactInformation'),
  operations: [...CONTACT_OPERATIONS, 'GetContactInformation'],
  async check(context) {
    const { caller } = context;
    await context.forAny(alternates(context), async (contact) => {
      const subject = { context, caller, account: {} };
      await expectUnchangedFor(subject, [{ operation: 'GetContactInformation', input: {} }], async () => {
        await putAndRead(caller, contact);
        await remove(caller, contact);
      });
    });
  },
});

const storedPrimaryIsolated = rule({
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
      await precondition(() => putAndRead(context.caller, { ContactInformation: primary }));
      await putAndRead(caller, contact);
      await remove(caller, contact);
      await reads(caller, { ContactInformation: primary });
    });
  },
});

const equalContactsIsolated = rule({
  id: 'contacts/equal-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Replacing or deleting one alternate contact leaves the others, even when the contacts of all types have equal values, in whole or in one member.',
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

export const isolationRules: readonly Rule[] = [
  primaryIsolated,
  storedPrimaryIsolated,
  equalContactsIsolated,
];
