import { expect, test } from 'vitest';
import { answerAt, findingId, normalizeAnswer, type SeenAnswer } from './normalized-answer.ts';

const REFUSED: SeenAnswer = { status: 400, error: 'ValidationException', fault: null, body: 'JSON object' };

test.each<readonly [string, SeenAnswer, string]>([
  ['an error', REFUSED, '400 ValidationException'],
  ['a message in place of a name', { ...REFUSED, error: 'Jane Doe is unknown' }, '400 an odd error name'],
  ['a name without end', { ...REFUSED, error: 'A'.repeat(500) }, '400 an odd error name'],
  ['an error without a body', { ...REFUSED, body: 'empty body' }, '400 ValidationException (empty body)'],
  ['a page', { ...REFUSED, error: null, body: 'HTML' }, '400 HTML'],
  ['no answer', { ...REFUSED, status: null, fault: 'timeout' }, 'no answer (timeout)'],
  ['a connection that broke in another way', { ...REFUSED, fault: 'ECONNX 10.0.0.7' }, 'no answer'],
  ['nothing at all', { ...REFUSED, status: null }, 'no answer'],
])('%s', (_, seen, normalized) => {
  expect(normalizeAnswer(seen)).toBe(normalized);
});

test('what is wrong says more than the body, but not than an error name', () => {
  expect(normalizeAnswer({ ...REFUSED, status: 200, error: null }, 'no refusal')).toBe('200 no refusal');
  expect(normalizeAnswer(REFUSED, 'another answer')).toBe('400 ValidationException');
});

test.each(['400 ValidationException', 'no answer (reset)', 'regions missing'])(
  'the answer is found in the id of a finding: %s',
  (answer) => {
    const id = findingId('wire/empty-output', answer, 'PutAlternateContact');
    expect(id).toBe(`wire/empty-output PutAlternateContact ${answer}`);
    expect(id.slice(answerAt(id))).toBe(answer === 'regions missing' ? '' : answer);
  },
);
