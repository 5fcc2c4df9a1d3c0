import type { Contract, Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { checkAcceptance } from './check-acceptance.ts';
import { checkRefusal } from './check-refusal.ts';
import { actsOnMember } from './subject-for.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';

/** The rule of one obligation; `null` where nothing can be seen from outside. */
export function obligationRule(contract: Contract, obligation: Obligation): Rule | null {
  const operation = contract.operations[obligation.operation];
  const effectCheck = operation ? effectCheckOf(operation) : null;
  if (!operation || !effectCheck || obligation.unobservable !== undefined) return null;
  return rule({
    id: obligation.id,
    level: obligation.level,
    since: '0.1.0',
    statement: obligation.statement,
    source: obligation.source,
    ...withEffectCheck(operation),
    ...(needsOrganization(obligation) ? { needs: ['management'] as const } : {}),
    ...(actsOnMember(obligation) ? { accounts: 'managed' as const } : {}),
    check: (context) => check(context, operation, obligation),
  });
}

async function check(context: RuleContext, operation: Operation, obligation: Obligation): Promise<void> {
  await (obligation.side === 'accepts'
    ? checkAcceptance(context, operation, obligation)
    : checkRefusal(context, operation, obligation));
}

/** A well-formed AccountId is accepted only from a manager of that account. */
function needsOrganization({ constraint, side, path }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint === 'pattern' && side === 'accepts';
}
