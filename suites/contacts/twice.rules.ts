import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, createAndRead, putAndRead, reads } from '../steps/contacts.ts';

const putTwice = rule({
  id: 'contacts/put-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Repeating a put changes nothing.',
  source: guide('PutAlternateContact') + '; model: PutAlternateContact (idempotent)',
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await context.forAny(alternates(context), async (contact) => {
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
    await context.forAny(alternates(context), async (contact) => {
      await precondition(() => putAndRead(context.caller, contact));
      for (let time = 0; time < 3; time += 1) await reads(context.caller, contact);
    });
  },
});

export const twiceRules: readonly Rule[] = [putTwice, readTwice];
