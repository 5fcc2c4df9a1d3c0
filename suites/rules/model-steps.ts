import type { Json } from '../../spec/json.ts';
import type { Answer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { RuleContext } from '../context.ts';
import { answerForm } from '../describe.ts';
import { ModelFollower } from '../model-follower.ts';
import { Refutation } from '../thrown.ts';

/** Calls whose every answer is held against the model. */
export interface ModelCaller {
  call(operation: string, input: Json): Promise<Answer>;
  /** All at once, on connections of their own. */
  callTogether(calls: readonly { operation: string; input: Json }[]): Promise<Answer[]>;
}

/** A caller that follows the model from a state of which nothing is known. */
export function modelCaller(
  { contract, target }: RuleContext,
  caller: Caller,
  level: 'must' | 'should' = 'must',
): ModelCaller {
  const follower = new ModelFollower(contract, target, level);
  const { identity } = caller;
  let groups = 0;
  return {
    async call(operation, input) {
      const answer = await caller.call(operation, input, { expected: { kind: 'model', level } });
      const problem = follower.follow({ identity, operation, input, answer });
      if (problem)
        throw new Refutation(`${operation}: ${problem.expected}`, problem.actual, answerForm(answer));
      return answer;
    },
    async callTogether(calls) {
      const group = (groups += 1);
      const expected = { kind: 'linearizable' as const, level };
      const answers = await Promise.all(
        calls.map(({ operation, input }) => caller.call(operation, input, { expected, group })),
      );
      const followed = calls.map((call, index) => ({ ...call, identity, answer: answers[index] as Answer }));
      const problem = follower.followTogether(followed);
      if (problem) throw new Refutation(problem.expected, problem.actual, 'not linearizable');
      return answers;
    },
  };
}
