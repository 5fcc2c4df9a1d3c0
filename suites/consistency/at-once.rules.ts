import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, contactTypes, ofType, putAndRead, reads } from '../steps/contacts.ts';
import { settings } from './settings.ts';

const noLostUpdate = rule({
  id: 'consistency/types-written-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'Contacts of different types that are put at the same time are all stored: none is lost.',
  source: guide('PutAlternateContact', 'Quotas for AWS Account Management'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, caller, target } = context;
    const types = contactTypes(context);
    const contact = alternateContact(contract, { values: target.values });
    const length = { minLength: types.length, maxLength: types.length };
    await context.forAny(
      fc.array(contact, length),
      async (contacts) => {
        const stored = types.map((type, index) => ofType(contacts[index] ?? {}, type));
        const puts = stored.map((one) => caller.expect('PutAlternateContact', one, { group: 1 }).toSucceed());
        await Promise.all(puts);
        for (const one of stored) await reads(caller, one);
      },
      settings(context),
    );
  },
});

const kindsApart = rule({
  id: 'consistency/kinds-written-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'An alternate and the primary contact that are put at the same time are both stored.',
  source: guide('PutAlternateContact', 'PutContactInformation'),
  operations: [...CONTACT_OPERATIONS, 'PutContactInformation', 'GetContactInformation'],
  async check(context) {
    const { contract, caller, target } = context;
    const options = { values: target.values };
    const drawn = fc.tuple(alternateContact(contract, options), primaryContact(contract, options));
    await context.forAny(
      drawn,
      async ([alternate, primary]) => {
        await Promise.all([
          caller.expect('PutAlternateContact', alternate, { group: 1 }).toSucceed(),
          caller.expect('PutContactInformation', { ContactInformation: primary }, { group: 1 }).toSucceed(),
        ]);
        await reads(caller, alternate);
        await reads(caller, { ContactInformation: primary });
      },
      settings(context),
    );
  },
});

const readsAtOnce = rule({
  id: 'consistency/reads-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'Concurrent reads of what nobody changes all return the same.',
  source: guide('GetAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, caller, target } = context;
    await context.forAny(
      alternateContact(contract, { values: target.values }),
      async (contact) => {
        await precondition(() => putAndRead(caller, contact));
        const input = { AlternateContactType: contact['AlternateContactType'] ?? null };
        const answers = Array.from({ length: 6 }, () =>
          caller.expect('GetAlternateContact', input, { group: 1 }).toReturn({ AlternateContact: contact }),
        );
        await Promise.all(answers);
      },
      settings(context),
    );
  },
});

export const atOnceRules: readonly Rule[] = [noLostUpdate, kindsApart, readsAtOnce];
