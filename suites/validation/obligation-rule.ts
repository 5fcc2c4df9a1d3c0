import type { Contract, Operation, Provocation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { checkRefusal, actsOnMember, subjectFor, UNOBSERVABLE } from './check-refusal.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';
import { acceptances } from '../../generators/near-miss/acceptance.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import { Blocked } from '../../harness/errors.ts';
import { requireAccepted, type Send } from '../../harness/subject.ts';

/** The rule of one obligation; `null` where nothing can be seen from outside. */
export function obligationRule(contract: Contract, obligation: Obligation): Rule | null {
  const operation = contract.operations[obligation.operation];
  const effectCheck = operation ? effectCheckOf(operation) : null;
  if (!operation || !effectCheck || obligation.unobservable !== undefined) return null;
  const check = obligation.side === 'accepts' ? checkAcceptance : checkRefusal;
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

/** A well-formed AccountId is accepted only from a manager of that account. */
function needsOrganization({ constraint, side, path }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint === 'pattern' && side === 'accepts';
}

/** Inputs at and inside the constraint are accepted and take effect; contested ones are only observed. */
async function checkAcceptance(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<void> {
  const { subject, options } = await subjectFor(context, operation, obligation);
  const variants = acceptances(context.contract, obligation, options);
  if (
    variants.length === 0 &&
    acceptances(context.contract, obligation, { ...options, values: 'any' }).length > 0
  )
    context.notApplicable(`${UNOBSERVABLE}: no plausible value reaches it`);
  if (variants.length === 0) throw new Blocked('no input exercises this on the target');
  if (obligation.level === 'contested') {
    const seen = new Map<string, string[]>();
    await context.forEach(variants, async (input, label) => {
      const answer = await subject.caller.call(operation.name, input, { provokes: ['body'] });
      const form = answer.status === operation.successStatus ? 'accepted' : `refused (${answerForm(answer)})`;
      seen.set(form, [...(seen.get(form) ?? []), label]);
    });
    const unanimous = seen.size === 1;
    context.observe(
      [...seen].map(([form, labels]) => (unanimous ? form : `${form}: ${labels.join(', ')}`)).join('; '),
    );
    return;
  }
  const effectCheck = effectCheckOf(operation);
  // What should be accepted may be refused, then as any malformed body is.
  const provokes: Provocation[] = obligation.level === 'must' ? [] : ['body'];
  await context.forEach(variants, (input) => {
    const send: Send = (expected) =>
      subject.caller.expect(operation.name, input, { provokes }).toAnswer(expected);
    return requireAccepted(operation.name, subject, async () =>
      effectCheck?.accept(subject, operation.name, input, { send, member: obligation.path }),
    );
  });
}
