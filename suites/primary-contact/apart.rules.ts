import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { alternateContactReads } from '../../harness/resources/alternate-contact.ts';
import { precondition } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import { alternates, primaries } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, contactTypes, ofType, putAndRead } from '../steps/contacts.ts';

const alternatesIsolated = rule({
  id: 'primary-contact/alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves the alternate contacts as they are.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...PRIMARY_OPERATIONS, 'GetAlternateContact'],
  async check(context) {
    await context.forAny(primaries(context), async (contact) => {
      const subject = { context, caller: context.caller, account: {} };
      await expectUnchangedFor(subject, alternateContactReads(subject), () =>
        putAndRead(context.caller, { ContactInformation: contact }),
      );
    });
  },
});

const storedAlternatesIsolated = rule({
  id: 'primary-contact/stored-alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves alternate contacts of every type as they were put.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...PRIMARY_OPERATIONS, 'PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'],
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    await context.forAny(fc.tuple(alternates(context), primaries(context)), async ([contact, primary]) => {
      await precondition(async () => {
        for (const type of types) await putAndRead(caller, ofType(contact, type));
      });
      const reads = types.map((type) => ({
        operation: 'GetAlternateContact',
        input: { AlternateContactType: type },
      }));
      await expectUnchangedFor({ context, caller, account: {} }, reads, () =>
        putAndRead(context.caller, { ContactInformation: primary }),
      );
    });
  },
});

export const isolationRules: readonly Rule[] = [alternatesIsolated, storedAlternatesIsolated];
