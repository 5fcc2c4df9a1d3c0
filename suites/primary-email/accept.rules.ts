import { type Rule, rule } from '../../harness/rule.ts';
import { acceptance, bringToEmail, otherEmail } from '../../harness/resources/primary-email.ts';
import { precondition } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { fewer } from '../steps/accounts.ts';
import { CHANGING, forAnyEmail, memberSubject, refusesAcceptance, texts } from './members.ts';

const accept = rule({
  ...CHANGING,
  id: 'primary-email/accept',
  level: 'must',
  statement:
    'An update that is accepted with its password is accepted at once, and the address is the new one.',
  source: model('AcceptPrimaryEmailUpdate; GetPrimaryEmail'),
  check(context) {
    const subject = memberSubject(context);
    return context.forAny(texts(context, 'PrimaryEmail'), (email) => bringToEmail(subject, email), {
      runs: fewer(context),
    });
  },
});

const acceptedOnce = rule({
  ...CHANGING,
  id: 'primary-email/accepted-once',
  level: 'should',
  statement: 'An update that was accepted cannot be accepted again once the address is another one.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      await precondition(async () => {
        await bringToEmail(subject, email);
        await bringToEmail(subject, otherEmail(subject));
      });
      await refusesAcceptance(subject, subject, acceptance(subject, email));
    }),
});

export const acceptRules: readonly Rule[] = [accept, acceptedOnce];
