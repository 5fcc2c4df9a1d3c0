import { expect, test } from 'vitest';
import { cutText } from './wording.ts';
import { escapeInvisible } from './escape-invisible.ts';

test.each([
  ['\u001B[31m', '\\u{1b}[31m'],
  ['\u009B31m', '\\u{9b}31m'],
  ['a\r\nb\t', 'a\\u{d}\\u{a}b\\u{9}'],
  ['\u202Egpj.exe\u2066', '\\u{202e}gpj.exe\\u{2066}'],
  ['a\u200Bb\uFEFF', 'a\\u{200b}b\\u{feff}'],
  ['\uD800x\uDC00', '\\u{d800}x\\u{dc00}'],
  ['\uFFFE\u{1FFFF}', '\\u{fffe}\\u{1ffff}'],
  ['\u2028', '\\u{2028}'],
  ['::error::x', '\\u{3a}:error::x'],
  ['  ::set-output name=a::b', '  \\u{3a}:set-output name=a::b'],
  ['x ##[set-env name=a]b', 'x \\u{23}#[set-env name=a]b'],
  ['##vso[task.setvariable]', '\\u{23}#vso[task.setvariable]'],
  ["##teamcity[testFailed name='a']", "\\u{23}#teamcity[testFailed name='a']"],
])('%j becomes visible', (text, visible) => {
  expect(escapeInvisible(text)).toBe(visible);
});

test.each(['plain', 'std::string', '## heading', 'Zoë 東京 🎉 ñ', '«»‰'])('%s stays as it is', (text) => {
  expect(escapeInvisible(text)).toBe(text);
});

test('line feeds and tabs stay where lines are wanted, carriage returns never', () => {
  expect(escapeInvisible('a\n\tb\r', { lines: true })).toBe('a\n\tb\\u{d}');
  expect(escapeInvisible('a\n ::error::b', { lines: true })).toBe('a\n \\u{3a}:error::b');
});

test('a cut says how much is missing and halves no character', () => {
  expect(cutText('abcdef', 6)).toBe('abcdef');
  expect(cutText('abcdefg', 3)).toBe('abc… (4 more characters)');
  expect(cutText('ab🎉d', 3)).toBe('ab… (3 more characters)');
});
