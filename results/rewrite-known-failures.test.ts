import { expect, test } from 'vitest';
import { parseKnownFailures } from './known-failures.ts';
import { rewriteKnownFailures } from './rewrite-known-failures.ts';

const TEXT = `# what we know
knownFailures:
  # asked twice
  - rule: contacts/b # the second
    reason: ticket 2
  - { rule: contacts/a, reason: ticket 1 }
`;
const ADDED = { rule: 'contacts/*', answer: '200 no refusal', reason: 'a reason that is long: '.repeat(6) };
const rewritten = (text: string, keep: (rule: string) => boolean) => {
  const before = text === '' ? [] : parseKnownFailures('a.yaml', text);
  const now = [...before.filter(({ rule }) => keep(rule)), ADDED];
  const after = rewriteKnownFailures(text, before, now);
  expect(parseKnownFailures('a.yaml', after)).toEqual(now);
  return after;
};

test('comments, order and form of what stays are kept, and what is new comes last', () => {
  const [, head = '', last = ''] = /^([^]*)( {2}- \{[^]*)$/.exec(TEXT) ?? [];
  expect(rewritten(TEXT, () => true).startsWith(head + last)).toBe(true);
  expect(rewritten(TEXT, (rule) => rule === 'contacts/b').startsWith(head)).toBe(true);
  expect(rewritten(TEXT, (rule) => rule === 'contacts/a')).toContain('# what we know\nknownFailures:\n');
});

test('an empty list, no list and no file become one', () => {
  const expected = `knownFailures:\n  - rule: contacts/*\n    answer: 200 no refusal\n`;
  for (const text of ['', 'knownFailures: []\n', 'knownFailures:\n'])
    expect(rewritten(text, () => true).startsWith(expected)).toBe(true);
});

test('JSON stays JSON', () => {
  const after = rewritten('{ "knownFailures": [{ "rule": "contacts/a", "reason": "b" }] }', () => true);
  expect(JSON.parse(after)).toEqual({ knownFailures: [{ rule: 'contacts/a', reason: 'b' }, ADDED] });
});

test('what stays may refer to what goes', () => {
  rewritten(
    'knownFailures: [{ rule: contacts/a, reason: &why ticket }, { rule: contacts/b, reason: *why }]\n',
    (rule) => rule === 'contacts/b',
  );
});
