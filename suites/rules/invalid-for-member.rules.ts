import { validInput } from '../../generators/values/input.ts';
import { nearMisses } from '../../generators/near-miss/near-miss.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { expectedRefusal } from '../validation/check-refusal.ts';
import { withEffectCheck, regionsOf } from '../validation/stage-for.ts';
import { CONTACT_KINDS } from './account-contacts.ts';
import { named } from './account-views.ts';
import { managed } from './context-row.ts';
import { surelyRefused } from './surely-refused.ts';

/** The operations on an account that put no contact: what these refuse for a member is asked beside their patterns. */
export function invalidForMemberRules(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null && refusing(contract, operation).length > 0)
    .filter(
      ({ name, editions }) =>
        editions.includes('guide-2024') && !CONTACT_KINDS.some(({ put }) => put === name),
    )
    .map((operation) =>
      rule({
        id: `errors/invalid-for-member/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} for a member account refuses what it refuses for one's own: each constraint of each other member.`,
        source: guide(`${operation.name} › Request Body`, 'Understanding API modes of operation'),
        ...withEffectCheck(operation),
        needs: ['management'],
        check: (context) => refusesForMember(context, operation),
      }),
    );
}

/** What has to be refused in members beside the account's id. */
function refusing(contract: Contract, { name, input }: Operation): Obligation[] {
  if (!('AccountId' in input.members)) return [];
  return surelyRefused(contract, name, ['AccountId']);
}

/** Each constraint is broken once, in its first way. */
async function refusesForMember(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target } = context;
  const { management, memberId } = managed(context);
  const subject = { context, ...named(management, memberId) };
  const regions = await regionsOf(subject, operation);
  const options = { values: target.values, accountId: memberId, ...regions };
  const control = draw(subject, 'control', validInput(contract, operation.name, options));
  const attempt = async () => {
    for (const obligation of refusing(contract, operation)) {
      const [variant] = nearMisses(contract, obligation, options);
      if (!variant) continue;
      const { nearMiss } = draw(subject, obligation.id, variant.arbitrary);
      const shape = inputShape(contract, operation.name, obligation.path);
      await management
        .expect(operation.name, nearMiss, { provokes: ['body'] })
        .toAnswer(expectedRefusal(contract, obligation, shape));
    }
  };
  await effectCheckOf(operation)?.refuse(subject, operation.name, { control, attempt });
}
