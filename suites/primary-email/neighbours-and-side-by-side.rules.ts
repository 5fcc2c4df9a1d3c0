import { enumOf } from '../../harness/contract-lookup.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { alternateContactReads, putOther } from '../../harness/resources/alternate-contact.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import { putOtherPrimary } from '../../harness/resources/primary-contact.ts';
import {
  EMAIL_CHANGES,
  GET_EMAIL,
  bringToEmail,
  otherEmail,
  acceptUpdate,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { precondition } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { CONTACT_KINDS } from '../steps/contact-kinds.ts';
import { managed, othersManagedBy } from '../steps/accounts.ts';
import { CHANGING, memberSubject, otherMember } from './members.ts';

const neighbours = rule({
  ...CHANGING,
  id: 'primary-email/neighbours',
  level: 'must',
  statement:
    "An accepted update leaves the addresses of the other members and the member's contacts as they are.",
  source: model('AcceptPrimaryEmailUpdate; GetPrimaryEmail'),
  operations: [...EMAIL_CHANGES, ...CONTACT_KINDS.flatMap(({ put, get }) => [put, get])],
  async check(context) {
    const subject = memberSubject(context);
    const { caller, account } = subject;
    const { memberId } = managed(context);
    const reads = [
      ...othersManagedBy(context, memberId).map((other) => ({
        caller: other.caller,
        operation: GET_EMAIL,
        input: other.account,
      })),
      ...alternateContactReads(subject).map((read) => ({ caller, ...read })),
      { caller, operation: 'GetContactInformation', input: account },
    ];
    await precondition(async () => {
      await bringToEmail(subject, otherEmail(subject));
      // Stored only now: what an update drops, the first one has dropped.
      for (const type of enumOf(context.contract, 'GetAlternateContact', 'AlternateContactType'))
        await putOther(subject, type);
      await putOtherPrimary(subject);
    });
    await expectUnchanged(context, reads, () => bringToEmail(subject, otherEmail(subject, 'new address')));
  },
});

export const neighboursRules: readonly Rule[] = [neighbours];

const sideBySide = rule({
  ...CHANGING,
  id: 'primary-email/side-by-side',
  level: 'must',
  statement: 'Updates of two members may be pending at the same time: each is accepted, in either order.',
  source: model('StartPrimaryEmailUpdateRequest › AccountId; AcceptPrimaryEmailUpdate'),
  async check(context) {
    const members = [memberSubject(context), otherMember(context)];
    for (const accepted of [members, members.toReversed()]) {
      for (const subject of members) {
        await precondition(() => bringToEmail(subject, otherEmail(subject)));
        await startUpdate(subject, otherEmail(subject, 'new address'));
      }
      for (const subject of accepted) {
        await acceptUpdate(subject, otherEmail(subject, 'new address'));
      }
    }
  },
});

export const sideBySideRules: readonly Rule[] = [sideBySide];
