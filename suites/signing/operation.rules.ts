import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { withEffectCheck, usualSubject } from '../../harness/usual-subject.ts';
import { casesOf } from './cases.ts';
import { wireOf } from './steps.ts';

/** An operation of its own may forget what the others check. */
export function operationRules(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/operation/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request that is not signed, or signed with another secret.`,
        source: guide('Signing AWS Account Management API requests'),
        ...withEffectCheck(operation),
        capability: 'signatures',
        check: (context) => refusesUnsigned(context, operation),
      }),
    );
}

async function refusesUnsigned(context: RuleContext, operation: Operation): Promise<void> {
  const { contract } = context;
  const { subject, options } = await usualSubject(context, operation);
  const { caller } = subject;
  const control = draw(subject, 'input', validInput(contract, operation.name, options));
  const faults = [...casesOf(context, 'unsigned'), ...casesOf(context, 'wrong-signature')].flatMap(
    ({ label, arbitrary }) => draw(subject, label, arbitrary).signing ?? [],
  );
  await effectCheckOf(operation)?.refuse(subject, operation.name, {
    control,
    attempt: async () => {
      for (const signing of faults)
        await caller.expectWire(
          { ...wireOf(context, caller, operation, control), signing },
          refusal(contract, []),
        );
    },
  });
}
