import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, clear, put, putAndRead, remove, typeOf } from '../steps/contacts.ts';
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
