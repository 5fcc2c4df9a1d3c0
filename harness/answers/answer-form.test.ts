import { describe, expect, test } from 'vitest';
import { craftAnswer } from '../testing/test-session.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Json } from '../../spec/json.ts';
import { answerForm } from './describe.ts';

const READ: AnswerExpectation = { kind: 'success', output: { AlternateContact: { Name: 'Ann' } } };
const stored = (Name: string) => craftAnswer({ body: { AlternateContact: { Name, Title: 'Ms' } } });
const put = (Name: string): Json => ({ AccountId: '111111111111', Name, Title: 'Ms' });

describe('the normalized answer', () => {
  test.each<readonly [string, Json[], string]>([
    ['what the last write sent', [put('Ann'), put('Bob')], '200 stored as sent'],
    ['what a write before the last one sent', [put('Bob'), put('Ann')], '200 old values'],
    ['what nobody sent', [put('Ann')], '200 another output'],
  ])('of a read that shows %s', (_, written, form) => {
    expect(answerForm(stored('Bob'), READ, written)).toBe(form);
  });

  test.each<readonly [string, Json, string]>([
    ['lacks a member', { Title: 'Ms' }, '200 a member missing'],
    ['has a text in another case', { Name: 'ANN', Title: 'Ms' }, '200 in another case'],
    ['has one text in another case and lacks another', { Name: 'ANN' }, '200 another output'],
    ['has one that is too much', { Name: 'Ann', Title: 'Ms', City: 'Oslo' }, '200 another output'],
    ['has null', { Name: null, Title: 'Ms' }, '200 another output'],
    ['is a plain text', 'Ann', '200 a member missing'],
  ])('of a read that %s', (_, AlternateContact, form) => {
    const expected: AnswerExpectation = {
      kind: 'success',
      output: { AlternateContact: { Name: 'Ann', Title: 'Ms' } },
    };
    expect(answerForm(craftAnswer({ body: { AlternateContact } }), expected)).toBe(form);
  });

  test('of a page', () => {
    const page = craftAnswer({ status: 404, body: ' <!DOCTYPE html><p>Jane Doe</p>' });
    expect(answerForm(page)).toBe('404 HTML');
  });

  test.each<readonly [AnswerExpectation, string]>([
    [{ kind: 'refused', answers: null }, '200 no refusal'],
    [{ kind: 'any-of', of: [{ kind: 'refused', answers: null }] }, '200 no refusal'],
    [{ kind: 'any-of', of: [{ kind: 'refused', answers: null }, READ] }, '200 JSON object'],
    [{ kind: 'model', level: 'must' }, '200 not allowed in this state'],
    [{ kind: 'success' }, '200 JSON object'],
  ])('of a success that is not as expected: %j', (expected, form) => {
    expect(answerForm(stored('Bob'), expected)).toBe(form);
  });
});
