import { operationOf, validInput } from '../../generators/values/input.ts';
import { refusal } from '../../harness/caller.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS } from '../steps/contacts.ts';
import { managed } from '../steps/accounts.ts';
import { OTHER_BODY, SIGNED, wireOf } from './steps.ts';

const namedAccount = rule({
  ...SIGNED,
  id: 'signing/named-account',
  level: 'must',
  statement: 'A request on the account of a member is refused when its signature is missing or wrong.',
  source: guide('Signing AWS Account Management API requests', 'Understanding API modes of operation'),
  needs: ['management'],
  async check(context) {
    const { contract, target } = context;
    const { management, memberId } = managed(context);
    const account = { AccountId: memberId };
    const subject = { context, caller: management, account };
    for (const name of CONTACT_OPERATIONS) {
      const operation = operationOf(contract, name);
      const drawn = validInput(contract, name, { values: target.values });
      const control = { ...draw(subject, name, drawn), ...account };
      await effectCheckOf(operation)?.refuse(subject, name, {
        control,
        attempt: async () => {
          const plain = wireOf(context, management, operation, control);
          for (const signing of [
            { secretAccessKey: 'another' },
            { signedBody: new TextEncoder().encode(OTHER_BODY) },
            { afterSigning: { authorization: null } },
          ])
            await management.expectWire({ ...plain, signing }, refusal(contract, []));
        },
      });
    }
  },
});

export const namedAccountRules: readonly Rule[] = [namedAccount];
