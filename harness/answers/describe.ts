import type { AnswerExpectation } from '../../results/record.ts';
import type { Answer } from './answer.ts';

const LONGEST = 300;

/** What was expected, in one line. */
export function describeExpectation(expected: AnswerExpectation): string {
  switch (expected.kind) {
    case 'success':
      return expected.output === undefined
        ? 'success'
        : `success with ${excerpt(JSON.stringify(expected.output))}`;
    case 'refused':
      return describeRefusal(expected.errors, expected.statuses, expected.reason);
    case 'status':
      return `status ${expected.statuses.join(' or ')}`;
    case 'no-server-error':
      return 'a whole answer that is no server error';
    case 'invariant':
      return `an answer that keeps the invariant ${expected.rule}`;
    case 'same-answer':
      return `the same answer as to call ${expected.as + 1}${expected.whole ? ', in every word' : ''}`;
    case 'regions': {
      const count = Object.keys(expected.statuses).length;
      const limit = expected.limit === null ? '' : `, at most ${expected.limit} a page`;
      const last = expected.last ? ', and no token' : '';
      return `a page of the ${count} regions that match${limit}, each once with its status${last}`;
    }
    case 'unmixed':
      return 'a success with nothing left of the values that were replaced';
    case 'model':
      return 'an answer that the contract allows in the state reached';
    case 'linearizable':
      return 'answers that can be explained by the calls happening one after another';
    case 'any-of':
      return expected.of.map(describeExpectation).join(', or ');
    case 'anything':
      return 'any answer';
  }
}

function describeRefusal(
  errors: string[] | null,
  statuses: number[] | null,
  reason: string | undefined,
): string {
  const name = errors ? ` with ${errors.join(' or ')}` : '';
  const status = statuses ? ` (status ${statuses.join(' or ')})` : ' (a 4xx status)';
  return `refusal${name}${status}${reason === undefined ? '' : `, reason ${reason}`}`;
}

/** What was answered, in one line. */
export function describeAnswer(answer: Answer): string {
  const { fault, response } = answer.exchange;
  if (fault || !response) return `no whole answer: ${fault?.message ?? 'connection closed'}`;
  if (answer.error !== null) {
    const message = answer.message === null ? '' : `: ${answer.message}`;
    const reason = answer.reason === null ? '' : ` (reason ${answer.reason})`;
    return excerpt(`${response.status} ${answer.error}${reason}${message}`);
  }
  if (response.body.length === 0) return `${response.status} with an empty body`;
  return excerpt(`${response.status} ${new TextDecoder().decode(response.body.subarray(0, LONGEST * 2))}`);
}

/** The answer without its volatile parts: what findings are grouped by. */
export function answerForm(answer: Answer): string {
  const { fault } = answer.exchange;
  if (fault) return fault.kind;
  return `${answer.status ?? 'none'} ${answer.error ?? (answer.bodyBytes === 0 ? 'empty' : typeof answer.body)}`;
}

function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
