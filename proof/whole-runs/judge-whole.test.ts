import { expect, test } from 'vitest';
import { differing, onlyTogether, type WholeOutcome } from './judge-whole.ts';

function outcome(failing: readonly string[], level = 'must'): WholeOutcome {
  const findings = failing.map((rule) => ({ rule, id: `${rule} 200`, level, message: rule }));
  return { failing, flaky: [], findings, notRestored: [], requests: 1, durationMs: 1 };
}

test('rules that fail in some orders and not in others are named', () => {
  expect(differing([outcome(['a', 'b']), outcome(['b', 'a']), outcome(['a', 'b'])])).toEqual([]);
  expect(differing([outcome(['a', 'b']), outcome(['b', 'c']), outcome(['b'])])).toEqual(['a', 'c']);
});

test('a must that fails with several faults, and with none of them alone, is shown', () => {
  const shown = onlyTogether(outcome(['a', 'b', 'c']), [outcome(['a']), outcome(['b'])]);
  expect(shown.map(({ rule }) => rule)).toEqual(['c']);
  expect(onlyTogether(outcome(['c'], 'should'), [])).toEqual([]);
});
