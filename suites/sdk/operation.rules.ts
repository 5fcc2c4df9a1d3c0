import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { withEffectCheck, usualSubject } from '../../harness/usual-subject.ts';
import { succeedsThrough, withSdk } from './client.ts';

function succeeds(operation: Operation): Rule {
  return rule({
    id: `sdk/operation/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `The SDK calls ${operation.name} and reads its answer.`,
    source: model(operation.name),
    ...withEffectCheck(operation),
    check: async (context) => {
      const { subject, options } = await usualSubject(context, operation);
      await withSdk(context, subject.caller, async (sdk) => {
        const input = draw(subject, 'input', validInput(context.contract, operation.name, options));
        await effectCheckOf(operation)?.accept(subject, operation.name, input, (expected) =>
          succeedsThrough(sdk, operation, input, expected),
        );
      });
    },
  });
}

export function operationRules(contract: Contract): Rule[] {
  const operations = Object.values(contract.operations).filter(
    (operation) => effectCheckOf(operation) !== null,
  );
  return operations.map(succeeds);
}
