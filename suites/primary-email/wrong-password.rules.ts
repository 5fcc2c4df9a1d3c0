import fc from 'fast-check';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import {
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { precondition } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { textMember } from '../../harness/text-member.ts';
import { CHANGING, memberSubject, refusesAcceptance, texts } from './members.ts';

const wrongPassword = rule({
  ...CHANGING,
  id: 'primary-email/wrong-password',
  level: 'must',
  statement: 'An update is refused with another password than the one that was sent, and the address stays.',
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
