import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates } from '../steps/contact-values.ts';
import {
  CONTACT_OPERATIONS,
  clear,
  contactTypes,
  ofType,
  put,
  putAndRead,
  reads,
} from '../steps/contacts.ts';

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

export const typesRules: readonly Rule[] = [typesApart, sameValues];
