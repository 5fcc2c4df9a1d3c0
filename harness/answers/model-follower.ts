import { describeAnswer, type OracleCall, type Answer as OracleAnswer } from '../../oracle/call.ts';
import { checkHistory, type HistoryEvent } from '../../oracle/history/linearizability.ts';
import { createModel, type Model } from '../../oracle/model.ts';
import { UNKNOWN_STATE, type State } from '../../oracle/state/state.ts';
import type { Tolerance } from '../../results/record.ts';
import { isPlausible } from '../../generators/values/plausible-input.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Identity, Target } from '../../targets/target.ts';
import type { Answer } from './answer.ts';
import { mayBeFromBefore } from './allowances.ts';

/** A call that was made, and what came back. */
export interface Followed {
  readonly identity: Identity;
  readonly operation: string;
  readonly input: Json;
  readonly answer: Answer;
}

/** What an answer should have been, and which statement of the contract says so. */
export interface ModelProblem {
  readonly expected: string;
  readonly actual: string;
}

/** Longer histories are cut off: what was concurrent is then long settled. */
const LONGEST_HISTORY = 40;

/** Follows the calls of a rule or a replay with the model, from a state of which nothing is known. */
export class ModelFollower {
  readonly #model: Model;
  readonly #mayBeFromBefore: (followed: Followed) => boolean;
  #state: State = UNKNOWN_STATE;
  /** Calls since the first concurrent ones: what came after has to be explained together with them. */
  #history: HistoryEvent[] = [];

  /** `tolerated`: the further forms that are let pass. */
  constructor(
    contract: Contract,
    target: Target,
    level: 'must' | 'should',
    tolerated: readonly Tolerance[] = [],
  ) {
    const { world, oneTimePassword, values } = target;
    const loaded = {
      regions: loadRegions(),
      lifecycle: loadLifecycle(),
      isPlausible: values === 'plausible' ? isPlausible : undefined,
    };
    this.#mayBeFromBefore = ({ operation }) => mayBeFromBefore(operation, contract, target);
    this.#model = createModel(contract, { world, oneTimePassword, ...loaded, level, tolerated });
  }

  /** Whether an answer would do, without going on from it. */
  allows(followed: Followed): boolean {
    if (this.#history.length === 0)
      return this.#model.judge(this.#state, toCall(followed), toAnswer(followed.answer)).allowed;
    return (
      checkHistory(this.#model, this.#state, [...this.#history, this.#event(followed)]).linearizable !== false
    );
  }

  /** Judges an answer in the state reached, and goes on from it. */
  follow(followed: Followed): ModelProblem | null {
    if (this.#history.length > 0) return this.followTogether([followed]);
    const judgement = this.#model.judge(this.#state, toCall(followed), toAnswer(followed.answer));
    // A lagging read may show what was stored before the first call, so it teaches nothing.
    if (!this.#mayBeFromBefore(followed)) this.#state = judgement.state;
    if (judgement.allowed) return null;
    return { expected: `${judgement.expected} (${judgement.clause})`, actual: judgement.actual };
  }

  /** Judges calls that were made at the same time, and from then on all that follow, as one history. */
  followTogether(together: readonly Followed[]): ModelProblem | null {
    if (this.#history.length + together.length > LONGEST_HISTORY) {
      this.#history = [];
      this.#state = UNKNOWN_STATE;
    }
    for (const followed of together) {
      // What a lagging read shows among writes says nothing about their order.
      if (together.length === 1 || !this.#mayBeFromBefore(followed))
        this.#history.push(this.#event(followed));
    }
    const verdict = checkHistory(this.#model, this.#state, this.#history);
    if (verdict.linearizable !== false) return null;
    return {
      expected: 'answers that can be explained by the calls happening one after another',
      actual: `no order explains ${verdict.smallest.map(describeEvent).join('; ')}`,
    };
  }

  #event(followed: Followed): HistoryEvent {
    const { startedAt: start, durationMs } = followed.answer.exchange;
    const call = toCall(followed);
    return {
      id: this.#history.length,
      start,
      end: start + durationMs,
      call,
      answer: toAnswer(followed.answer),
    };
  }
}

function toCall({ identity, operation, input }: Followed): OracleCall {
  const { role, accountId, organization } = identity;
  return { caller: { role, accountId: accountId ?? identity.name, organization }, operation, input };
}

function toAnswer({ status, error, reason, output }: Answer): OracleAnswer {
  return { status, error, reason, output };
}

function describeEvent({ id, call, answer }: HistoryEvent): string {
  return `call ${id + 1} ${call.operation} → ${describeAnswer(answer)}`;
}
