import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates, nearlyEqualValues, anyText, one, shapeOf } from '../steps/contact-values.ts';
import {
  CONTACT_OPERATIONS,
  clear,
  put,
  putAndRead,
  remove,
  typeOf,
  createAndRead,
} from '../steps/contacts.ts';
import { textMember } from '../../harness/contract-lookup.ts';

const create = rule({
  id: 'contacts/create',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting an alternate contact that does not exist yet creates it; reading returns what was put.',
  source: guide('PutAlternateContact', 'GetAlternateContact › Response Elements'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(alternates(context), async (contact) => {
      await precondition(() => clear(context.caller, textMember(contact, 'AlternateContactType')));
      await putAndRead(context.caller, contact);
    });
  },
});

const createAgain = rule({
  id: 'contacts/create-after-delete',
  level: 'must',
  since: '0.1.0',
  statement:
    'A contact of the same type can be put again after a delete, and nothing of the old contact comes back.',
  source: guide('PutAlternateContact', 'DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    await context.forAny(fc.tuple(alternates(context), alternates(context)), async ([before, drawn]) => {
      await precondition(async () => {
        await put(caller, before);
        await remove(caller, before);
      });
      await putAndRead(caller, { ...drawn, ...typeOf(before) });
    });
  },
});

export const createRules: readonly Rule[] = [create, createAgain];

const UPDATE = 'Update the alternate contacts for your AWS account';

const replace = rule({
  id: 'contacts/replace',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting an alternate contact of a type that is stored replaces every member of it.',
  source: guide('PutAlternateContact', UPDATE),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(fc.tuple(alternates(context), alternates(context)), async ([before, drawn]) => {
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
    const drawn = fc.tuple(alternates(context), alternates(context), fc.constantFrom(...members));
    await context.forAny(drawn, async ([before, other, member]) => {
      await precondition(() => createAndRead(context.caller, before));
      await putAndRead(context.caller, { ...before, [member]: other[member] ?? null });
    });
  },
});

const replaceWithNearlyEqual = rule({
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
    const { stored, changed } = nearlyEqualValues(shapeOf(context, 'PutAlternateContact', []), base);
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

export const replaceRules: readonly Rule[] = [replace, replaceOneMember, replaceWithNearlyEqual];
