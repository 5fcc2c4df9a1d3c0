import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates } from '../steps/contact-values.ts';
import {
  CONTACT_OPERATIONS,
  contactTypes,
  missing,
  ofType,
  put,
  putAndRead,
  reads,
  remove,
  typeOf,
} from '../steps/contacts.ts';

const deleteStored = rule({
  id: 'contacts/delete',
  level: 'must',
  since: '0.1.0',
  statement: 'A deleted alternate contact is no longer found.',
  source: guide('DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(alternates(context), async (contact) => {
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
    await context.forAny(alternates(context), async (contact) => {
      await precondition(async () => {
        await put(caller, contact);
        await remove(caller, contact);
      });
      await caller.expect('DeleteAlternateContact', typeOf(contact)).toBeRefused('ResourceNotFoundException');
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
      fc.array(alternates(context), { minLength: types.length, maxLength: types.length }),
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

export const deleteRules: readonly Rule[] = [deleteStored, deleteTwice, deleteOne];
