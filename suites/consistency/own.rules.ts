import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, contactTypes, missing, ofType, put, reads, remove } from '../steps/contacts.ts';

/** Reads after one write: the first may come from elsewhere than the next. */
const READS = 3;

const ownWritesRead = rule({
  id: 'consistency/own-writes-read',
  level: 'must',
  since: '0.1.0',
  statement:
    'Of every contact type, each read after a put returns what was put, and each read after a delete finds nothing, however often it is written.',
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
