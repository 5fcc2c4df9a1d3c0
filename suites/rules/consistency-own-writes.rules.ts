import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { returning } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, contactTypes, ofType } from './contact-steps.ts';

/** Reads after one write: the first may come from elsewhere than the next. */
const READS = 3;
const GET = 'GetAlternateContact';

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
      const input = { AlternateContactType: type };
      for (const contact of contacts) {
        await caller.expect('PutAlternateContact', contact).toSucceed();
        for (let read = 0; read < READS; read += 1)
          await caller.eventually(GET, input, returning({ AlternateContact: contact }));
      }
      await caller.expect('DeleteAlternateContact', input).toSucceed();
      const gone = caller.refusal('ResourceNotFoundException');
      for (let read = 0; read < READS; read += 1) await caller.eventually(GET, input, gone);
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
        await caller.expect('PutContactInformation', { ContactInformation }).toSucceed();
        for (let read = 0; read < READS; read += 1)
          await caller.eventually('GetContactInformation', {}, returning({ ContactInformation }));
      }
    });
  },
});

export const ownWriteRules: readonly Rule[] = [ownWritesRead, ownPrimaryRead];
