import fc from 'fast-check';
import { alternateContact } from '../../generators/values/input.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition, unchanged } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import {
  CONTACT_OPERATIONS,
  clear,
  contactTypes,
  missing,
  ofType,
  put,
  createAndRead,
  putAndRead,
  reads,
  remove,
  typeOf,
} from './contact-steps.ts';
import { textMember } from '../../harness/text-member.ts';

const UPDATE = 'Update the alternate contacts for your AWS account';

/** A valid contact of any type. */
function contacts({ contract, target }: RuleContext) {
  return alternateContact(contract, { values: target.values });
}

const create = rule({
  id: 'contacts/create',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting an alternate contact where there is none creates it; reading returns what was put.',
  source: guide('PutAlternateContact', 'GetAlternateContact › Response Elements'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      await precondition(() => clear(context.caller, textMember(contact, 'AlternateContactType')));
      await putAndRead(context.caller, contact);
    });
  },
});

const replace = rule({
  id: 'contacts/replace',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting an alternate contact of a type that is stored replaces every member of it.',
  source: guide('PutAlternateContact', UPDATE),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(fc.tuple(contacts(context), contacts(context)), async ([before, drawn]) => {
      const after = { ...drawn, ...typeOf(before) };
      await precondition(() => createAndRead(context.caller, before));
      await putAndRead(context.caller, after);
    });
  },
});

const replaceOneMember = rule({
  id: 'contacts/replace-one-member',
  level: 'must',
  since: '0.1.0',
  statement: 'A contact that differs from the stored one in a single member is stored as it was put.',
  source: guide('PutAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const members = ['EmailAddress', 'Name', 'PhoneNumber', 'Title'];
    const drawn = fc.tuple(contacts(context), contacts(context), fc.constantFrom(...members));
    await context.forAny(drawn, async ([before, other, member]) => {
      await precondition(() => createAndRead(context.caller, before));
      await putAndRead(context.caller, { ...before, [member]: other[member] ?? null });
    });
  },
});

const putTwice = rule({
  id: 'contacts/put-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Repeating a put changes nothing.',
  source: guide('PutAlternateContact') + '; model: PutAlternateContact (idempotent)',
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      await precondition(() => createAndRead(context.caller, contact));
      for (let time = 0; time < 2; time += 1) await putAndRead(context.caller, contact);
    });
  },
});

const readTwice = rule({
  id: 'contacts/read-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Reading an alternate contact does not change it.',
  source: guide('GetAlternateContact') + '; model: GetAlternateContact (readonly)',
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      await precondition(() => putAndRead(context.caller, contact));
      for (let time = 0; time < 3; time += 1) await reads(context.caller, contact);
    });
  },
});

const deleteStored = rule({
  id: 'contacts/delete',
  level: 'must',
  since: '0.1.0',
  statement: 'A deleted alternate contact is not found any more.',
  source: guide('DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      await precondition(() => putAndRead(context.caller, contact));
      await remove(context.caller, contact);
      await missing(context.caller, contact);
    });
  },
});

const deleteTwice = rule({
  id: 'contacts/delete-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Deleting an alternate contact that is already gone is refused as not found.',
  source: guide('DeleteAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    await context.forAny(contacts(context), async (contact) => {
      await precondition(async () => {
        await put(caller, contact);
        await remove(caller, contact);
      });
      await caller.expect('DeleteAlternateContact', typeOf(contact)).toBeRefused('ResourceNotFoundException');
    });
  },
});

const createAgain = rule({
  id: 'contacts/create-after-delete',
  level: 'must',
  since: '0.1.0',
  statement:
    'After a delete a contact of the same type can be put again, and nothing of the old one comes back.',
  source: guide('PutAlternateContact', 'DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    await context.forAny(fc.tuple(contacts(context), contacts(context)), async ([before, drawn]) => {
      await precondition(async () => {
        await put(caller, before);
        await remove(caller, before);
      });
      await putAndRead(caller, { ...drawn, ...typeOf(before) });
    });
  },
});

const typesApart = rule({
  id: 'contacts/types-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Each type of alternate contact holds what was put for it, in whatever order they are put.',
  source: guide('API Reference', 'Quotas for AWS Account Management'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    const drawn = fc.tuple(
      fc.array(contacts(context), { minLength: types.length, maxLength: types.length }),
      fc.shuffledSubarray([...types], { minLength: types.length }),
    );
    await context.forAny(drawn, async ([values, order]) => {
      const stored = order.map((type, index) => ofType(values[index] ?? {}, type));
      for (const contact of stored) await put(caller, contact);
      for (const contact of stored) await reads(caller, contact);
    });
  },
});

const deleteOne = rule({
  id: 'contacts/delete-leaves-other-types',
  level: 'must',
  since: '0.1.0',
  statement: 'Deleting one type of alternate contact leaves the others as they are.',
  source: guide('DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    const drawn = fc.tuple(
      fc.array(contacts(context), { minLength: types.length, maxLength: types.length }),
      fc.constantFrom(...types),
    );
    await context.forAny(drawn, async ([values, gone]) => {
      const stored = types.map((type, index) => ofType(values[index] ?? {}, type));
      await precondition(async () => {
        for (const contact of stored) await put(caller, contact);
      });
      await remove(caller, { AlternateContactType: gone });
      for (const contact of stored)
        await (contact['AlternateContactType'] === gone ? missing : reads)(caller, contact);
    });
  },
});

const primaryApart = rule({
  id: 'contacts/primary-contact-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting and deleting alternate contacts leaves the primary contact as it is.',
  source: guide('PutAlternateContact', 'PutContactInformation'),
  operations: [...CONTACT_OPERATIONS, 'GetContactInformation'],
  async check(context) {
    const { caller } = context;
    await context.forAny(contacts(context), async (contact) => {
      const subject = { context, caller, account: {} };
      await unchanged(subject, [{ operation: 'GetContactInformation', input: {} }], async () => {
        await putAndRead(caller, contact);
        await remove(caller, contact);
      });
    });
  },
});

export const contactRules: readonly Rule[] = [
  create,
  replace,
  replaceOneMember,
  putTwice,
  readTwice,
  deleteStored,
  deleteTwice,
  createAgain,
  typesApart,
  deleteOne,
  primaryApart,
];
