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
import { CHANGING, forAnyEmail, memberSubject, refusesAcceptance, texts } from './members.ts';
import { fewer } from '../steps/accounts.ts';
import fc from 'fast-check';
import type { RuleContext } from '../../harness/context.ts';
import { textMember } from '../../harness/contract-lookup.ts';

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

const accept = rule({
  ...CHANGING,
  id: 'primary-email/accept',
  level: 'must',
  statement:
    'An update that is confirmed with its password is accepted, and the address becomes the new one, without any other between: at once where the update is said to be completed.',
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
  statement: 'An update that was accepted cannot be accepted again once the address has changed.',
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

const wrongPassword = rule({
  ...CHANGING,
  id: 'primary-email/wrong-password',
  level: 'must',
  statement: 'An update is refused with a password other than the one that was sent, and the address stays.',
  source: model('AcceptPrimaryEmailUpdateRequest › Otp'),
  async check(context) {
    const subject = memberSubject(context);
    const email = otherEmail(subject, 'new address');
    await precondition(async () => {
      await bringToEmail(subject, email);
      await bringToEmail(subject, otherEmail(subject));
    });
    const right = textMember(acceptance(subject, email), 'Otp');
    await context.forEach(wrongPasswords(context, right), async (Otp) => {
      // Anew each time: a service may give an update up after a wrong password.
      await precondition(async () => {
        await bringToEmail(subject, otherEmail(subject));
        await startUpdate(subject, email);
      });
      await refusesAcceptance(subject, subject, { ...acceptance(subject, email), Otp });
      await endUpdate(subject, email);
    });
  },
});

function wrongPasswords(context: RuleContext, right: string) {
  // In another case it may be the same to a service.
  const other = (character: string) => (character.toLowerCase() === 'a' ? 'b' : 'a');
  return [
    ...Array.from(right, (character, at) => ({
      label: `character ${at + 1} changed`,
      arbitrary: fc.constant(`${right.slice(0, at)}${other(character)}${right.slice(at + 1)}`),
    })),
    {
      label: 'another password',
      arbitrary: texts(context, 'Otp').map((text) =>
        text === right ? Array.from(text, other).join('') : text,
      ),
    },
  ];
}

export const wrongPasswordRules: readonly Rule[] = [wrongPassword];
