import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { alternates } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, createAndRead, putAndRead, reads, contactTypes } from '../steps/contacts.ts';
import { contactSequence } from '../../generators/sequences/contact-sequence.ts';
import { modelCaller } from '../steps/model.ts';

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

/** Calls of one sequence; long enough for every pair of successive transitions to occur. */
const LENGTHS = { minLength: 30, maxLength: 50 };

/** Sequences are a part of the run's values: one makes as many requests as thirty others. */
const PART = 4;

const sequences = rule({
  id: 'contacts/sequence',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every answer in any sequence of puts, reads and deletes of the three types is one that the contract allows.',
  source: guide('PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, target, caller, session } = context;
    const drawn = contactSequence(contract, { values: target.values, ...LENGTHS });
    await context.forAny(
      drawn,
      async (calls) => {
        const model = modelCaller(context, caller);
        for (const { operation, input } of calls) await model.call(operation, input);
        for (const type of contactTypes(context)) {
          await model.call('GetAlternateContact', { AlternateContactType: type });
        }
      },
      { runs: Math.ceil(session.environment.runs / PART), fresh: true, shrink: target.loopback },
    );
  },
});

export const sequenceRules: readonly Rule[] = [sequences];
