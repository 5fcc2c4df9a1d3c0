import { acceptances } from '../../generators/near-miss/acceptance.ts';
import type { Operation, Provocation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import { Blocked } from '../../harness/errors.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { requireAccepted, type Send } from '../../harness/subject.ts';
import { subjectFor } from './subject-for.ts';

/** Inputs at and inside the constraint are accepted and take effect; contested ones are only observed. */
export async function checkAcceptance(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<void> {
  const { subject, options } = await subjectFor(context, operation, obligation);
  const variants = acceptances(context.contract, obligation, options);
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
      effectCheck?.accept(subject, operation.name, input, send),
    );
  });
}
