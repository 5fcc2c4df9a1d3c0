import { expect, test } from 'vitest';
import { grammarText } from './grammar-text.ts';
import { grammarOf } from './pattern-grammar.ts';
import { seededRandom } from '../seeded-random.ts';

test.each([
  ['^\\d{12}$', [12]],
  ['^[a-c]{2,4}$', [2, 3, 4]],
  ['^(ab|c)$', [1, 2]],
  ['^a(bcd)?e$', [2, 5]],
  ['^(?:ab)+$', [2, 4, 6, 8, 10, 12]],
  ['^x[yz]*$', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
  ['^\\[\\.\\]$', [3]],
] as const)('%s: texts of every possible length match', (pattern, lengths) => {
  const grammar = grammarOf(pattern);
  if (!grammar) throw new RangeError(pattern);
  const text = grammarText(grammar, 13);
  expect(text.lengths).toEqual(lengths);
  const random = seededRandom(7);
  for (const length of lengths) {
    for (let count = 0; count < 20; count += 1) {
      const drawn = text.draw(random, length);
      expect(drawn).toMatch(new RegExp(pattern, 'u'));
      expect(drawn).toHaveLength(length);
    }
  }
});

test('a pattern that does not cover the whole text has no grammar', () => {
  expect(grammarOf('[0-9]$')).toBeNull();
  expect(grammarOf('^a')).toBeNull();
  expect(grammarOf('^a\\$')).toBeNull();
});

test.each(['^(?=a)b$', '^a**$', '^(a$', '^a^$'])('%s: unsupported syntax is named', (pattern) => {
  expect(() => grammarOf(pattern)).toThrow(`pattern ${pattern}: unsupported syntax`);
});
