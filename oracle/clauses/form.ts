import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Answer } from '../call.ts';
import type { Clause } from './clause.ts';
import { describeRefusal, type ErrorCatalogue, type Refusal } from './refusal.ts';
import type { State } from '../state/state.ts';

/** What an output must be like: the state after it, or why it is wrong, in words. */
export type OutputJudgement = { readonly state: State } | { readonly problem: string };

export interface SuccessForm {
  readonly outcome: 'success';
  /** Answering in this form breaks a should. */
  readonly breaks: 'should' | null;
  /** What allows the form, or, where it breaks a should, what it breaks. */
  readonly clause: Clause;
  describe(): string;
  judge(output: JsonObject | null): OutputJudgement;
}

export interface RefusalForm {
  readonly outcome: 'refusal';
  readonly breaks: 'should' | null;
  readonly clause: Clause;
  readonly refusal: Refusal;
  /** What is known after it. */
  readonly state: State;
}

/** A form of answer that the contract allows, with what is known after it. */
export type AllowedAnswer = SuccessForm | RefusalForm;

/** A form in words. */
export function describeForm(form: AllowedAnswer): string {
  const text = form.outcome === 'success' ? form.describe() : describeRefusal(form.refusal);
  return form.breaks === null ? text : `${text} (against a should)`;
}

/** Matches an answer with a form: the state after it, or why it does not fit. */
export function matchForm(
  form: AllowedAnswer,
  operation: Operation,
  answer: Answer,
  errors: ErrorCatalogue,
): OutputJudgement {
  if (form.outcome === 'success') {
    if (answer.status !== operation.successStatus || answer.error !== null) return { problem: 'no success' };
    return form.judge(answer.output);
  }
  return errors.matches(form.refusal, operation, answer)
    ? { state: form.state }
    : { problem: 'not refused so' };
}

/** Success of an operation without output: no body; an empty object breaks a should, anything else a must. */
export function emptySuccess(
  clause: Clause,
  after: () => State,
  breaks: 'should' | null = null,
): SuccessForm[] {
  const form = (bodied: boolean): SuccessForm => ({
    outcome: 'success',
    breaks: bodied ? 'should' : breaks,
    clause: bodied ? 'success-form' : clause,
    describe: () => (bodied ? 'success with an empty object' : 'success without a body'),
    judge: (output) =>
      isEmpty(output, bodied) ? { state: after() } : { problem: 'a body where none belongs' },
  });
  return [form(false), form(true)];
}

function isEmpty(output: JsonObject | null, bodied: boolean): boolean {
  return bodied ? output !== null && Object.keys(output).length === 0 : output === null;
}
