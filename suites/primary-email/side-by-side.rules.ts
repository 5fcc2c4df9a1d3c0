import { type Rule, rule } from '../../harness/rule.ts';
import {
  GET_EMAIL,
  acceptUpdate,
  bringToEmail,
  otherEmail,
  showing,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { precondition } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { CHANGING, memberSubject, otherMember } from './members.ts';

const sideBySide = rule({
  ...CHANGING,
  id: 'primary-email/side-by-side',
  level: 'must',
  statement: 'Updates of two members are pending side by side: each is accepted, in whichever order.',
  source: model('StartPrimaryEmailUpdateRequest › AccountId; AcceptPrimaryEmailUpdate'),
  async check(context) {
    const members = [memberSubject(context), otherMember(context)];
    for (const accepted of [members, members.toReversed()]) {
      for (const subject of members) {
        await precondition(() => bringToEmail(subject, otherEmail(subject)));
        await startUpdate(subject, otherEmail(subject, 'new address'));
      }
      for (const subject of accepted) {
        const email = otherEmail(subject, 'new address');
        await acceptUpdate(subject, email);
        await subject.caller.eventually(GET_EMAIL, subject.account, showing(email));
      }
    }
  },
});

export const sideBySideRules: readonly Rule[] = [sideBySide];
