import type { Contract } from '../spec/contract.ts';
import { analyseCall } from './analysis.ts';
import type { Answer, OracleCall } from './call.ts';
import type { AllowedAnswer } from './clauses/form.ts';
import { judgeAnswer, type Judgement } from './judgement.ts';
import { createErrorCatalogue } from './clauses/refusal.ts';
import type { ModelOptions } from './setting.ts';
import type { State } from './state/state.ts';

/** The pure model of the service: which answers the contract allows, and what is known after them. */
export interface Model {
  readonly level: 'must' | 'should';
  /** @throws {RangeError} for an operation that the contract does not have. */
  judge(state: State, call: OracleCall, answer: Answer): Judgement;
  /** The forms of answer that are allowed, beside throttling and documented failures of the service. */
  allowed(state: State, call: OracleCall): readonly AllowedAnswer[];
}

/** The model for one world of accounts. */
export function createModel(contract: Contract, options: ModelOptions): Model {
  const errors = createErrorCatalogue(contract);
  const { level } = options;
  const analyse = (state: State, call: OracleCall) => analyseCall(contract, options, state, call);
  return {
    level,
    judge: (state, call, answer) => judgeAnswer(analyse(state, call), { state, answer, errors, level }),
    allowed: (state, call) =>
      analyse(state, call).forms.filter(({ breaks }) => level === 'must' || breaks === null),
  };
}
