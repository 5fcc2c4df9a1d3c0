import { type Rule, rule } from '../../harness/rule.ts';
import {
  GET_EMAIL,
  START_UPDATE,
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { requireAccepted, precondition } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { model } from '../../harness/source.ts';
import { CHANGING, forAnyEmail, memberSubject, refusesAcceptance } from './members.ts';

const start = rule({
  ...CHANGING,
  id: 'primary-email/start',
  level: 'must',
  statement: 'An update that was started is pending and leaves the address as it was.',
  source: model('StartPrimaryEmailUpdate; PrimaryEmailUpdateStatus'),
  check: (context) =>
    requireAccepted(START_UPDATE, memberSubject(context), () =>
      forAnyEmail(context, async (subject, email) => {
        const reads = [{ operation: GET_EMAIL, input: subject.account }];
        await expectUnchangedFor(subject, reads, () => startUpdate(subject, email));
        await endUpdate(subject, email);
      }),
    ),
});

const notStarted = rule({
  ...CHANGING,
  id: 'primary-email/not-started',
  level: 'must',
  statement: 'An update that was not started is refused, even right after another one was accepted.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      // So that nothing is pending.
      await precondition(() => bringToEmail(subject, otherEmail(subject, 'last address')));
      await refusesAcceptance(subject, subject, acceptance(subject, email));
    }),
});

export const startRules: readonly Rule[] = [start, notStarted];
