import { expect, test } from 'vitest';
import { KnownFailuresError } from '../../results/known-failures.ts';
import { checkRules } from './known-failures-file.ts';

const entry = (rule: string) => ({ rule, reason: 'ticket' });

test('rules of all editions, invariants and patterns are known', () => {
  const listed = ['contacts/delete-twice', 'primary-email/*', 'wire/request-id', '*'].map(entry);
  expect(checkRules('a.yaml', listed)).toEqual({ entries: listed, notices: [] });
});

test('a rule that is none is refused with its place and the nearest one', () => {
  const listed = [entry('contacts/create'), entry('contacts/delete-twise')];
  expect(() => checkRules('a.yaml', listed)).toThrow(
    new KnownFailuresError(
      'a.yaml › knownFailures.1.rule: unknown rule "contacts/delete-twise"; the nearest known one is "contacts/delete-twice"',
    ),
  );
  expect(() => checkRules('a.yaml', [entry('nothing/*')])).toThrow(/unknown rule "nothing\/\*"/);
});

test('a rule that is retired is told, and its entry left out', () => {
  const retired = new Map([['contacts/delete-thrice', 'contacts/delete-twice says the same']]);
  const listed = [entry('contacts/delete-thrice'), entry('contacts/create')];
  expect(checkRules('a.yaml', listed, retired)).toEqual({
    entries: [entry('contacts/create')],
    notices: [
      'a.yaml › knownFailures.0.rule: rule "contacts/delete-thrice" is retired (contacts/delete-twice says the same): remove the entry',
    ],
  });
});
