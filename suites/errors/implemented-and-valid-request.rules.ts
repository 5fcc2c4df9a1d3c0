import type { Contract, Operation, StructureShape } from '../../spec/contract.ts';
import { SURVEY_PREFIX } from '../../harness/survey/implemented.ts';
import { surveyOperation } from '../../harness/survey/survey-operation.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide, validRequest } from '../../harness/source.ts';
import { validInput } from '../../generators/values/input.ts';
import type { RuleContext } from '../../harness/context.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { requireAccepted } from '../../harness/subject.ts';
import { usualSubject, withEffectCheck } from '../../harness/usual-subject.ts';

/** How many requests are drawn where one changes no region, which takes its time. */
const DRAWN = 3;

/** One rule per operation: its valid requests get a success or an error of the contract. They run before all others. */
export function implementedRules(contract: Contract): Rule[] {
  return Object.values(contract.operations).map((operation) =>
    rule({
      id: `${SURVEY_PREFIX}${operation.name}`,
      level: 'must',
      since: '0.1.0',
      statement: `${operation.name} is implemented: a valid request is answered with success or an error of the contract.`,
      source: guide('Actions'),
      operations: [operation.name],
      check: (context) => surveyOperation(context, operation),
    }),
  );
}

/** One rule per operation; beside its own requests, it tells of those of other rules that these rest on. */
export function validRequestRules(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        ...validRequest(operation.name),
        level: 'must',
        since: '0.1.0',
        ...withEffectCheck(operation),
        check: (context) => isAccepted(context, operation),
      }),
    );
}

async function isAccepted(context: RuleContext, operation: Operation): Promise<void> {
  const { subject, options } = await usualSubject(context, operation);
  const runs = operation.changes === 'region' ? 1 : DRAWN;
  const check = effectCheckOf(operation);
  const member = textOf(operation.input) ?? [];
  await context.forAny(
    validInput(context.contract, operation.name, options),
    (input) =>
      requireAccepted(operation.name, subject, async () =>
        isWrite(operation)
          ? check?.accept(subject, operation.name, input, { member })
          : // A control beside which nothing is sent.
            check?.refuse(subject, operation.name, { control: input, attempt: async () => {} }),
      ),
    { runs },
  );
}

/** A change that takes no time, so that it can be read back at once. */
function isWrite({ changes }: Operation): boolean {
  return changes !== null && changes !== 'region';
}

/** The path of the first free text: that it shows is enough. */
function textOf({ members }: StructureShape): readonly string[] | null {
  for (const [name, { shape, required }] of Object.entries(members)) {
    if (!required) continue;
    if (shape.kind === 'string' && shape.format === null && shape.enum === null && shape.pattern === null)
      return [name];
    const nested = shape.kind === 'structure' ? textOf(shape) : null;
    if (nested) return [name, ...nested];
  }
  return null;
}
