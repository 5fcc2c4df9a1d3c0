import { isDeepStrictEqual } from 'node:util';
import {
  normalizeAnswer,
  type BodyWord,
  type NormalizedAnswer,
  type WrongWord,
} from '../../results/normalized-answer.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Json } from '../../spec/json.ts';
import { asObject, type Answer } from './answer.ts';

const LONGEST = 300;

/** What was expected, in one line. */
export function describeExpectation(expected: AnswerExpectation): string {
  switch (expected.kind) {
    case 'success':
      return [
        'success',
        ...(expected.output === undefined ? [] : [`with ${excerpt(JSON.stringify(expected.output))}`]),
        ...(expected.absent === undefined ? [] : [`without ${expected.absent.join(', ')}`]),
      ].join(' ');
    case 'refused':
      return describeRefusal(expected);
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

function describeRefusal({ answers, reason }: Extract<AnswerExpectation, { kind: 'refused' }>): string {
  const why = reason === undefined ? '' : `, reason ${reason}`;
  if (answers === null) return `refusal (a 4xx status)${why}`;
  // Names of the same statuses are told together.
  const groups = Map.groupBy(answers, ({ statuses }) => statuses?.join(' or ') ?? null);
  const told = [...groups].map(([statuses, group]) => {
    const names = group.map(({ error }) => error ?? 'any error').join(' or ');
    return `${names} ${statuses === null ? '(a 4xx status)' : `(status ${statuses})`}`;
  });
  return `refusal with ${told.join(' or ')}${why}`;
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
  if (answer.bodyBytes === 0) return `${response.status} with an empty body`;
  return excerpt(`${response.status} ${startOf(answer, LONGEST * 2)}`);
}

/**
 * The normalized answer: what findings are told apart by. With what was expected, and with the inputs of the writes before,
 * it says more of a success.
 */
export function answerForm(
  answer: Answer,
  expected: AnswerExpectation | null = null,
  written: readonly Json[] = [],
): NormalizedAnswer {
  const { status, error, exchange } = answer;
  const seen = { status, error, fault: exchange.fault?.kind ?? null, body: bodyWord(answer) };
  return normalizeAnswer(
    seen,
    expected && status !== null && status < 400 ? wrongWord(expected, answer, written) : null,
  );
}

function bodyWord(answer: Answer): BodyWord {
  const { body, bodyBytes } = answer;
  if (bodyBytes === 0) return 'empty body';
  if (body !== undefined) return asObject(body) ? 'JSON object' : 'other JSON';
  return /^\s*<(?:!doctype|html|head|body)\b/i.test(startOf(answer, LONGEST)) ? 'HTML' : 'other text';
}

function startOf({ content }: Answer, bytes: number): string {
  return new TextDecoder().decode(content?.bytes.subarray(0, bytes));
}

/** What is wrong with an unexpected answer below status 400. */
function wrongWord(expected: AnswerExpectation, answer: Answer, written: readonly Json[]): WrongWord | null {
  const { kind } = expected;
  if (kind === 'refused') return 'no refusal';
  if (kind === 'any-of') return expected.of.every((one) => one.kind === 'refused') ? 'no refusal' : null;
  if (kind === 'same-answer') return 'another answer';
  if (kind === 'model') return 'not allowed in this state';
  if (answer.output === null) return null;
  if (kind === 'regions') return 'another list';
  if (kind === 'unmixed') return 'old values';
  return kind === 'success' && expected.output !== undefined
    ? outputWord(expected.output, answer.output, written)
    : null;
}

/** Whether the input of the last write stands there, that of an earlier one, part of what was expected, or something else. */
function outputWord(expected: Json, output: Json, written: readonly Json[]): WrongWord {
  const at = written.findLastIndex((input) => isDeepStrictEqual(contentOf(input), contentOf(output)));
  if (at === -1) return differenceWord(expected, output);
  return at === written.length - 1 ? 'stored as sent' : 'old values';
}

/** How the expected members differ, where all of them differ in the same way. */
function differenceWord(expected: Json, output: Json): WrongWord {
  const found = textsAt(output);
  const differing = [...textsAt(expected)].filter(([path, value]) => found.get(path) !== value);
  const each = (isSo: (value: string, shown: string | undefined) => boolean) =>
    differing.length > 0 && differing.every(([path, value]) => isSo(value, found.get(path)));
  if (each((_, shown) => shown === undefined)) return 'a member missing';
  if (each((value, shown) => value.toLowerCase() === shown?.toLowerCase())) return 'in another case';
  return 'another output';
}

/** What stands in a structure, as JSON by its path. */
function textsAt(value: Json, path = ''): Map<string, string> {
  const object = asObject(value);
  if (!object) return new Map([[path, JSON.stringify(value)]]);
  return new Map(Object.entries(object).flatMap(([name, inner]) => [...textsAt(inner, `${path}/${name}`)]));
}

/** What a call stores or shows, without the account that it names. */
function contentOf(value: Json): Json {
  const { AccountId: _, ...rest } = asObject(value) ?? {};
  const [only, ...others] = Object.values(rest);
  return others.length === 0 && only !== undefined && asObject(only) ? only : rest;
}

function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
