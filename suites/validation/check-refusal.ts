import fc from 'fast-check';
import type { NearMiss } from '../../generators/near-miss.ts';
import { nearMisses } from '../../generators/near-miss.ts';
import type { AnswerExpectation } from '../../reports/record.ts';
import type { Contract, Operation, Provocation, Shape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { Answer } from '../answer.ts';
import { refusal } from '../caller.ts';
import type { RuleContext } from '../context.ts';
import { inputShape } from '../contract-lookup.ts';
import { answerForm } from '../describe.ts';
import { Blocked } from '../thrown.ts';
import { sceneOf } from '../scenes/scene-of.ts';
import type { Stage } from '../scenes/stage.ts';
import { stageFor } from './stage-for.ts';

const SERIALIZATION = 'SerializationException';

/** Each way to break exactly this constraint is refused, for this reason and without effect. */
export async function checkRefusal(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<void> {
  const { stage, options } = await stageFor(context, operation, obligation);
  const shape = inputShape(context.contract, operation.name, obligation.path);
  const expected = expectedRefusal(context.contract, obligation, shape);
  const provokes: Provocation[] = ['body'];
  const variants = nearMisses(context.contract, obligation, options);
  if (variants.length === 0) throw new Blocked('no near miss of this kind exists');
  const controlled = obligation.path[0] !== 'AccountId' || options.accountId !== undefined;
  const scene = sceneOf(operation);
  await context.forEach(variants, async (pair) => {
    const { nearMiss } = pair;
    const control = controlled ? pair.control : withoutAccount(pair.control);
    const attempt = () => stage.caller.expect(operation.name, nearMiss, { provokes }).toAnswer(expected);
    await scene?.refuse(stage, operation.name, { control, attempt });
  });
  await tellApart(stage, operation, obligation, shape, variants[0]?.arbitrary, controlled);
}

function expectedRefusal(contract: Contract, { constraint }: Obligation, shape: Shape): AnswerExpectation {
  if (constraint === 'type' || constraint === 'null') return refusal(contract, []);
  if (constraint === 'type-error') return refusal(contract, [SERIALIZATION, ...shape.refusedAs]);
  return refusal(contract, shape.refusedAs);
}

/**
 * Where every accepted value is a name that the target knows, or where no control is accepted at all, the refusal
 * of the near miss proves the constraint only if a well-formed but unknown value is refused differently.
 */
async function tellApart(
  stage: Stage,
  operation: Operation,
  obligation: Obligation,
  shape: Shape,
  arbitrary: fc.Arbitrary<NearMiss> | undefined,
  controlled: boolean,
): Promise<void> {
  const { context, caller } = stage;
  const named = shape.kind === 'string' && shape.format !== null && shape.format !== 'account-id';
  const byLength = obligation.constraint === 'min-length' || obligation.constraint === 'max-length';
  if (!arbitrary || (controlled && !(named && byLength))) return;
  const [pair] = fc.sample(arbitrary, { seed: context.seed, numRuns: 1 });
  const member = obligation.path[0] ?? '';
  const wellFormed = controlled ? WELL_FORMED[member] : caller.accountId;
  if (!pair || wellFormed === undefined || wellFormed === null) return;
  const near = await caller.call(operation.name, pair.nearMiss, { provokes: ['body'] });
  const other = await caller.call(operation.name, { ...pair.control, [member]: wellFormed });
  if (fullForm(near) !== fullForm(other)) return;
  context.notApplicable(
    `unobservable: a well-formed ${member} that does not exist is refused in the same way`,
  );
}

/** Well-formed, and on no target known or issued. */
const WELL_FORMED: Readonly<Record<string, string>> = {
  RegionName: 'zz-nowhere-9',
  NextToken: 'never-issued',
};

function fullForm(answer: Answer): string {
  return `${answerForm(answer)} ${answer.reason ?? ''}`;
}

function withoutAccount(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'AccountId'));
}
