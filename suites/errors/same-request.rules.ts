import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, putAndRead } from '../steps/contacts.ts';
import { withEmptyMembers } from './broken-contacts.ts';

const sameAnswerTwice = rule({
  id: 'errors/same-request-same-error',
  level: 'should',
  since: '0.1.0',
  statement: 'An invalid request is refused with the same error however often it is repeated.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check({ contract, caller, target, session, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => putAndRead(caller, contact));
      const broken = { ...contact, ...Object.fromEntries(empty.map((name) => [name, ''])) };
      await caller.expect('PutAlternateContact', broken, { provokes: ['body'] }).toBeRefused();
      const first = session.calls.length - 1;
      for (let repetition = 0; repetition < 3; repetition += 1) {
        const repeated = caller.expect('PutAlternateContact', broken, { provokes: ['body'] });
        await repeated.toAnswer({ kind: 'same-answer', as: first });
      }
    });
  },
});

export const sameRequestRules: readonly Rule[] = [sameAnswerTwice];
