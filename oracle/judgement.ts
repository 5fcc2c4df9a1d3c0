import { describeAnswer, type Answer } from './call.ts';
import { CLAUSES, type Clause } from './clauses/clause.ts';
import { describeForm, matchForm, type AllowedAnswer } from './clauses/form.ts';
import { mergeStates } from './state/merge-states.ts';
import type { Analysis } from './analysis.ts';
import { refusedAnyhow, type ErrorCatalogue } from './clauses/refusal.ts';
import type { State } from './state/state.ts';

export type Judgement =
  | { readonly allowed: true; readonly state: State; readonly notes: readonly string[] }
  | {
      readonly allowed: false;
      readonly expected: string;
      readonly actual: string;
      /** What is wrong with the body of a success; `null`: nothing, or it is none. */
      readonly problem: string | null;
      readonly level: 'must' | 'should';
      /** The statement of the contract that the answer breaks. */
      readonly clause: string;
      /** The best continuation: nothing is known any more of what the call touched. */
      readonly state: State;
    };

export interface Judged {
  readonly state: State;
  readonly answer: Answer;
  readonly errors: ErrorCatalogue;
  readonly level: 'must' | 'should';
}

interface Match {
  readonly form: AllowedAnswer;
  readonly state: State;
}

/** Judges an answer by the forms that are possible for its call. */
export function judgeAnswer(analysis: Analysis, judged: Judged): Judgement {
  const { state, answer, errors, level } = judged;
  if (answer.status === null) return indefinite(analysis, state, 'no answer');
  if (errors.serverFailure(analysis.operation, answer)) return indefinite(analysis, state, 'server failure');
  const throttling = errors.throttling(answer);
  if (throttling === 'usual') return { allowed: true, state, notes: ['throttled'] };
  if (throttling === 'should' && level === 'must') {
    return { allowed: true, state, notes: [broken('documented-error')] };
  }
  const matches: Match[] = [];
  const problems: string[] = [];
  for (const form of analysis.forms) {
    const result = matchForm(form, analysis.operation, answer, errors);
    if ('state' in result) matches.push({ form, state: result.state });
    else if (form.outcome === 'success' && answer.error === null) problems.push(result.problem);
  }
  const strict = matches.filter(({ form }) => form.breaks === null);
  const counted = level === 'must' ? matches : strict;
  if (counted.length > 0) return allowed(analysis, counted, strict.length > 0);
  const [loose] = matches;
  const clause = throttling ? 'documented-error' : (loose?.form.clause ?? brokenClause(analysis, judged));
  return refuted(analysis, judged, clause, loose || throttling ? 'should' : 'must', problems[0]);
}

function allowed(analysis: Analysis, matches: readonly Match[], strict: boolean): Judgement {
  const state = matches.map((match) => match.state).reduce(mergeStates);
  const clause = matches[0]?.form.clause;
  const notes = strict || !clause ? analysis.notes : [...analysis.notes, broken(clause)];
  return { allowed: true, state, notes };
}

/** What the call did is not known: it may have been carried out or not. */
function indefinite({ effect }: Analysis, state: State, why: string): Judgement {
  return { allowed: true, state: mergeStates(state, effect()), notes: [`effect not known: ${why}`] };
}

function refuted(
  analysis: Analysis,
  { state, answer, level }: Judged,
  clause: Clause,
  broke: 'must' | 'should',
  problem: string | undefined,
): Judgement {
  const forms = analysis.forms.filter(({ breaks }) => level === 'must' || breaks === null);
  const expected = [...new Set(forms.map(describeForm))].join('; or ');
  const actual = problem === undefined ? describeAnswer(answer) : `${describeAnswer(answer)}: ${problem}`;
  return {
    allowed: false,
    expected,
    actual,
    problem: problem ?? null,
    level: broke,
    clause: CLAUSES[clause],
    state: analysis.forget(state),
  };
}

function brokenClause({ verdict, operation, forms }: Analysis, { answer, errors }: Judged): Clause {
  const succeeded = answer.status === operation.successStatus && answer.error === null;
  if (!succeeded && !errors.matches(refusedAnyhow(), operation, answer)) return 'documented-error';
  if (verdict.acceptance === 'must-refuse' || verdict.acceptance === 'should-refuse') return verdict.clause;
  const usual = forms.filter(({ breaks }) => breaks === null);
  const alike = usual.find(({ outcome }) => (outcome === 'success') === succeeded);
  return (alike ?? usual[0])?.clause ?? verdict.clause;
}

function broken(clause: Clause): string {
  return `against a should: ${CLAUSES[clause]}`;
}
