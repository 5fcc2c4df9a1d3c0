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
import { named } from '../steps/accounts.ts';
import { delegated, managed } from '../steps/organizations.ts';
import { CHANGING } from './members.ts';

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
      await acceptUpdate(accepts, email);
      await starts.caller.eventually(GET_EMAIL, starts.account, showing(email));
    }
  },
});

export const eitherManagerRules: readonly Rule[] = [eitherManager];
