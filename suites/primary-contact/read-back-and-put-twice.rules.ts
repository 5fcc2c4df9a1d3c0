import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { primaries } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead } from '../steps/contacts.ts';

const readBack = rule({
  id: 'primary-contact/read-back',
  level: 'must',
  since: '0.1.0',
  statement: 'The primary contact is read back as it was put.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    await context.forAny(primaries(context), (contact) =>
      putAndRead(context.caller, { ContactInformation: contact }),
    );
  },
});

export const readBackRules: readonly Rule[] = [readBack];

const putTwice = rule({
  id: 'primary-contact/put-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Repeating a put of the primary contact changes nothing.',
  source: guide('PutContactInformation') + '; model: PutContactInformation (idempotent)',
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    await context.forAny(primaries(context), async (contact) => {
      for (let time = 0; time < 3; time += 1)
        await putAndRead(context.caller, { ContactInformation: contact });
    });
  },
});

export const putTwiceRules: readonly Rule[] = [putTwice];
