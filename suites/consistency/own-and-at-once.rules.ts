import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import {
  CONTACT_OPERATIONS,
  contactTypes,
  missing,
  ofType,
  put,
  reads,
  remove,
  putAndRead,
} from '../steps/contacts.ts';
import { precondition } from '../../harness/subject.ts';
import { settings } from './settings.ts';

/** Reads after one write: the first may come from elsewhere than the next. */
const READS = 3;

const ownWritesRead = rule({
  id: 'consistency/own-writes-read',
  level: 'must',
  since: '0.1.0',
  statement:
    'For every contact type, each read after a put returns what was put and each read after a delete finds nothing, however often the contact is written.',
  source: guide('PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller, contract, target } = context;
    const drawn = alternateContact(contract, { values: target.values });
    const variants = contactTypes(context).map((label) => ({
      label,
      arbitrary: fc.tuple(drawn, drawn, drawn).map((all) => all.map((one) => ofType(one, label))),
    }));
    await context.forEach(variants, async (contacts, type) => {
      for (const contact of contacts) {
        await put(caller, contact);
        for (let read = 0; read < READS; read += 1) await reads(caller, contact);
      }
      const last = ofType({}, type);
      await remove(caller, last);
      for (let read = 0; read < READS; read += 1) await missing(caller, last);
    });
  },
});

const ownPrimaryRead = rule({
  id: 'consistency/own-primary-contact-read',
  level: 'must',
  since: '0.1.0',
  statement:
    'Each read of the primary contact after a put returns what was put, however often it is replaced.',
  source: guide('PutContactInformation', 'GetContactInformation'),
  operations: ['PutContactInformation', 'GetContactInformation'],
  async check(context) {
    const { caller, contract, target } = context;
    const drawn = fc.array(primaryContact(contract, { values: target.values }), {
      minLength: 3,
      maxLength: 5,
      size: 'max',
    });
    await context.forEach([{ label: 'several puts', arbitrary: drawn }], async (contacts) => {
      for (const ContactInformation of contacts) {
        await put(caller, { ContactInformation });
        for (let read = 0; read < READS; read += 1) await reads(caller, { ContactInformation });
      }
    });
  },
});

export const ownRules: readonly Rule[] = [ownWritesRead, ownPrimaryRead];

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

const kindsIsolated = rule({
  id: 'consistency/kinds-written-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'An alternate contact and the primary contact that are put at the same time are both stored.',
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
  statement: 'Concurrent reads all return the same while nothing changes.',
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

export const atOnceRules: readonly Rule[] = [noLostUpdate, kindsIsolated, readsAtOnce];
