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
import { CHANGING, forAnyEmail, otherMember, refusesAcceptance } from './members.ts';

const otherAddress = rule({
  ...CHANGING,
  id: 'primary-email/other-address',
  level: 'must',
  statement: 'An update is refused for another address than it was started with, and the address stays.',
  source: model('AcceptPrimaryEmailUpdateRequest › PrimaryEmail'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      const started = otherEmail(subject, 'started address');
      await precondition(() => startUpdate(subject, started));
      await refusesAcceptance(subject, subject, acceptance(subject, email));
      await endUpdate(subject, started);
    }),
});

const otherAccount = rule({
  ...CHANGING,
  id: 'primary-email/other-account',
  level: 'must',
  statement: 'An update of one member is not accepted for another member: both keep their addresses.',
  source: model('AcceptPrimaryEmailUpdateRequest › AccountId'),
  async check(context) {
    const other = otherMember(context);
    await forAnyEmail(context, async (subject, email) => {
      await precondition(async () => {
        await bringToEmail(other, otherEmail(subject, 'address of the other'));
        await startUpdate(subject, email);
      });
      await refusesAcceptance(subject, other, acceptance(other, email));
      await endUpdate(subject, email);
    });
  },
});

export const otherRules: readonly Rule[] = [otherAddress, otherAccount];
