import { type Rule, rule } from '../../harness/rule.ts';
import {
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  startUpdate,
  acceptUpdate,
} from '../../harness/resources/primary-email.ts';
import { precondition } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { CHANGING, forAnyEmail, otherMember, refusesAcceptance } from './members.ts';
import { named, delegated, managed } from '../steps/accounts.ts';

const otherAddress = rule({
  ...CHANGING,
  id: 'primary-email/other-address',
  level: 'must',
  statement:
    'An update is refused for an address other than the one it was started with, and the address stays.',
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

const eitherManager = rule({
  ...CHANGING,
  id: 'primary-email/either-manager',
  level: 'should',
  statement:
    'An update belongs to the account: the management account and the delegate may accept what the other started.',
  source: model('AcceptPrimaryEmailUpdateRequest › AccountId'),
  needs: ['management', 'delegatedAdmin'],
  async check(context) {
    const { delegate, memberId } = delegated(context);
    const { management } = managed(context);
    const [one, other] = [management, delegate].map((caller) => ({ context, ...named(caller, memberId) }));
    if (!one || !other) return;
    for (const [starts, accepts] of [
      [one, other],
      [other, one],
    ] as const) {
      const email = otherEmail(starts, `started by ${starts.caller.identity.role}`);
      await precondition(async () => {
        await bringToEmail(one, otherEmail(one));
        await startUpdate(starts, email);
      });
      await acceptUpdate(accepts, email, starts);
    }
  },
});

export const eitherManagerRules: readonly Rule[] = [eitherManager];
