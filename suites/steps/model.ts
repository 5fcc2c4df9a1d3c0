import type { Json } from '../../spec/json.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { hasList, LIST } from '../../harness/resources/region/list.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import { goesOn, mayBeOlder, mayLag } from '../../harness/answers/allowances.ts';
import { ModelFollower } from '../../harness/answers/model-follower.ts';
import { BrokenConnection, Refutation } from '../../harness/errors.ts';

/** Calls whose every answer is held against the model. */
export interface ModelCaller {
  call(operation: string, input: Json): Promise<Answer>;
  /** All at once, on connections of their own. */
  callTogether(calls: readonly CallAtOnce[]): Promise<Answer[]>;
}

interface CallAtOnce {
  readonly operation: string;
  readonly input: Json;
  /** How often it is sent, each time as soon as it was answered; once, where it is not given. */
  readonly times?: number;
}

/** Longer walks teach the model no more. */
const MOST_PAGES = 60;

/** Shows the model every region that the target has, page by page: the catalogue is open. Without a list, those that are known. */
export async function listAll(context: RuleContext, model: ModelCaller): Promise<void> {
  if (!hasList(context)) {
    for (const RegionName of Object.keys(await readRegions(context.caller)))
      await model.call('GetRegionOptStatus', { RegionName });
    return;
  }
  let token: Json | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { output } = await model.call(LIST, token === undefined ? {} : { NextToken: token });
    token = output?.['NextToken'];
    if (typeof token !== 'string') return;
  }
}

/** A caller that follows the model from a state of which nothing is known. */
export function modelCaller(
  { contract, target, session }: RuleContext,
  caller: Caller,
  level: 'must' | 'should' = 'must',
): ModelCaller {
  const tolerated = Object.keys(contract.operations).flatMap((name) => session.tolerated(name));
  const follower = new ModelFollower(contract, target, level, tolerated);
  const { identity } = caller;
  const writes = (operation: string | null) =>
    (contract.operations[operation ?? '']?.changes ?? null) !== null;
  let groups = 0;
  const allows = (operation: string, input: Json, answer: Answer) =>
    follower.allows({ identity, operation, input, answer });
  return {
    async call(operation, input) {
      const options = { expected: { kind: 'model', level } } as const;
      const read = contract.operations[operation];
      const again = mayLag(operation, contract, target) && read && !goesOn(read, input);
      const answer = again
        ? await caller.callUntil(
            operation,
            input,
            (seen) => !mayBeOlder(seen) || allows(operation, input, seen),
            options,
          )
        : await caller.call(operation, input, options);
      const problem = follower.follow({ identity, operation, input, answer });
      if (problem)
        throw new Refutation(
          `${operation}: ${problem.expected}`,
          problem.actual,
          answerForm(answer, options.expected),
        );
      return answer;
    },
    async callTogether(calls) {
      const group = (groups += 1);
      const expected = { kind: 'linearizable' as const, level };
      const followed = await Promise.all(
        calls.map(async ({ operation, input, times = 1 }) => {
          const ofOne = [];
          for (let time = 0; time < times; time += 1) {
            const answer = await caller.call(operation, input, { expected, group });
            ofOne.push({ operation, input, identity, answer });
          }
          return ofOne;
        }),
      );
      const made = followed.flat();
      const twice = made.find(({ operation, answer }) => answer.exchange.earlier && writes(operation));
      // Done twice, with what others wrote in between, it has no place in one order of the calls.
      if (twice) throw new BrokenConnection('one of the calls made together was sent again');
      const problem = follower.followTogether(made);
      if (problem) throw new Refutation(problem.expected, problem.actual, 'no order explains it');
      return made.map(({ answer }) => answer);
    },
  };
}
