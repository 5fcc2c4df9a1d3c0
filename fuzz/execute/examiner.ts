import { analyseCall } from '../../oracle/analysis.ts';
import type { OracleCall } from '../../oracle/call.ts';
import { CLAUSES } from '../../oracle/clauses/clause.ts';
import { mayBeGivenUp } from '../../oracle/state/belief.ts';
import { createModel, type Model } from '../../oracle/model.ts';
import type { ModelOptions } from '../../oracle/setting.ts';
import { accountOf, UNKNOWN_ACCOUNT, withAccount, type State } from '../../oracle/state/state.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import { isPlausible } from '../../generators/values/plausible-input.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { answerForm, describeAnswer } from '../../harness/answers/describe.ts';
import { isServerError } from '../../harness/invariants/documented-errors.ts';
import { isOpen, type Invariant } from '../../harness/invariants/invariant.ts';
import { fieldListMember } from '../../harness/invariants/field-list.ts';
import { INVARIANTS } from '../../harness/invariants/registry.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { accountsTouched, type FuzzCall } from '../fuzz-call.ts';
import type { Breach } from './breach.ts';

/** A call as it went out: with the token that was put in, and who signed. */
export interface SentCall {
  readonly call: FuzzCall;
  readonly identity: Identity;
  readonly input: JsonObject;
  readonly answer: Answer;
}

export interface Examined {
  readonly state: State;
  readonly breaches: readonly Breach[];
}

const REMEMBERED_IDS = 20_000;
const REFUSED: AnswerExpectation = { kind: 'refused', answers: null };
const CLAUSE_IDS = new Map<string, string>(Object.entries(CLAUSES).map(([id, text]) => [text, id]));

/** Holds answers against the invariants and the model. What is known of the target is the caller's to keep. */
export class Examiner {
  readonly #contract: Contract;
  readonly #options: ModelOptions;
  readonly #must: Model;
  readonly #should: Model;
  readonly #invariantsOfTarget: readonly Invariant[];
  readonly #memory = { requestIds: new Set<string>() };

  constructor(contract: Contract, { world, oneTimePassword, values }: Target) {
    this.#contract = contract;
    const loaded = {
      regions: loadRegions(),
      lifecycle: loadLifecycle(),
      isPlausible: values === 'plausible' ? isPlausible : undefined,
    };
    this.#options = { world, oneTimePassword, ...loaded, level: 'must' };
    // A service that checks more than form may find wrong what else the fuzzer has changed.
    this.#invariantsOfTarget =
      values === 'plausible' ? INVARIANTS.filter((one) => one !== fieldListMember) : INVARIANTS;
    this.#must = createModel(contract, this.#options);
    this.#should = createModel(contract, { ...this.#options, level: 'should' });
  }

  examine(state: State, sent: SentCall): Examined {
    const invariants = this.#invariants(sent);
    const judged = sent.call.wire ? this.#judgeWire(state, sent) : this.#judge(state, sent);
    return { state: judged.state, breaches: [...invariants, ...judged.breaches] };
  }

  /** A server error breaks all kinds of things: it is one breach. */
  #invariants({ call, answer }: SentCall): Breach[] {
    const breaches: Breach[] = [];
    if (isOpen(answer)) return breaches;
    const failed = isServerError(answer, this.#contract);
    for (const invariant of this.#invariantsOfTarget) {
      if ((failed && breaches.length > 0) || !invariant.applies(answer, this.#contract)) continue;
      const problem = invariant.check(answer, this.#contract, this.#memory);
      if (problem === null) continue;
      const { id, level, statement, source, expected } = invariant;
      const expectation: AnswerExpectation = { kind: 'invariant', rule: id };
      breaches.push({
        rule: id,
        level,
        statement,
        source,
        operation: call.operation,
        expectation,
        expected,
        actual: `${describeAnswer(answer)} — ${problem}`,
        form: answerForm(answer),
      });
    }
    if (this.#memory.requestIds.size > REMEMBERED_IDS) this.#memory.requestIds.clear();
    return breaches;
  }

  #judge(state: State, sent: SentCall): Examined {
    const { answer } = sent;
    const call = oracleCall(sent);
    const judgement = this.#must.judge(state, call, answer);
    if (answer.status !== null && answer.status >= 500) return { state: judgement.state, breaches: [] };
    if (!judgement.allowed)
      return { state: judgement.state, breaches: [modelBreach(sent, judgement, 'must')] };
    if (judgement.notes.every((note) => !note.startsWith('against a should'))) {
      return { state: judgement.state, breaches: [] };
    }
    const strict = this.#should.judge(state, call, answer);
    return { state: judgement.state, breaches: strict.allowed ? [] : [modelBreach(sent, strict, 'should')] };
  }

  #judgeWire(state: State, sent: SentCall): Examined {
    const { answer, call } = sent;
    if (call.wire?.expects === 'accepted') return this.#judgeAsUsual(state, sent);
    const refused = answer.status !== null && answer.status >= 400 && answer.status < 500;
    if (refused) return { state: this.#afterRefusal(state, sent), breaches: [] };
    const after = forgetAccounts(state, sent);
    const succeeded = answer.status !== null && answer.status < 400;
    if (call.wire?.expects !== 'refused' || !succeeded) return { state: after, breaches: [] };
    const breach: Breach = {
      rule: `wire/${call.label}`,
      level: 'must',
      statement: 'A malformed request is refused and changes nothing.',
      source: 'protocol: restJson1, malformed requests; project: rulings.yaml',
      operation: call.operation,
      expected: 'refusal (a 4xx status)',
      actual: describeAnswer(answer),
      form: answerForm(answer, REFUSED),
      expectation: REFUSED,
    };
    return { state: after, breaches: [breach] };
  }

  /** A service may have read another password than was meant, and have given up what was pending. */
  #afterRefusal(state: State, { call, identity, input }: SentCall): State {
    if (this.#contract.operations[call.operation]?.changes !== 'primary-email') return state;
    return accountsTouched(identity, { input }).reduce(
      (from, id) => withAccount(from, id, { email: mayBeGivenUp(accountOf(from, id).email) }),
      state,
    );
  }

  /** An unusual request that must be answered like the usual one. A replay knows only whether that is a success. */
  #judgeAsUsual(state: State, sent: SentCall): Examined {
    const { forms } = analyseCall(this.#contract, this.#options, state, oracleCall(sent));
    const expectation: AnswerExpectation = forms.some(({ outcome }) => outcome === 'success')
      ? { kind: 'success' }
      : REFUSED;
    const { state: after, breaches } = this.#judge(state, sent);
    return { state: after, breaches: breaches.map((breach) => ({ ...breach, expectation })) };
  }
}

function oracleCall({ call, identity, input }: SentCall): OracleCall {
  const { role, accountId, organization, name } = identity;
  return { caller: { role, accountId: accountId ?? name, organization }, operation: call.operation, input };
}

function modelBreach(
  { call, answer }: SentCall,
  { expected, problem, clause }: { expected: string; problem: string | null; clause: string },
  level: 'must' | 'should',
): Breach {
  return {
    rule: `oracle/${CLAUSE_IDS.get(clause) ?? 'unknown'}`,
    level,
    statement: clause,
    source: 'the model of the service, which follows the contract',
    operation: call.operation,
    expected,
    actual: problem === null ? describeAnswer(answer) : `${describeAnswer(answer)} — ${problem}`,
    form: answerForm(answer, { kind: 'model', level }),
    expectation: { kind: 'model', level },
  };
}

/** What such a request did, if it was carried out, may be anything. */
function forgetAccounts(state: State, { identity, input }: SentCall): State {
  return accountsTouched(identity, { input }).reduce(
    (from, id) => withAccount(from, id, UNKNOWN_ACCOUNT),
    state,
  );
}
