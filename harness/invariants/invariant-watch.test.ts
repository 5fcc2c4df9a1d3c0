import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { FindingWriter } from '../finding.ts';
import { invariantResults } from './invariant-results.ts';
import { InvariantWatch } from './invariant-watch.ts';
import { INVARIANTS } from './registry.ts';
import { craftAnswer, type Crafted } from '../testing/test-session.ts';
import { loneTarget, plainRecord } from '../testing/run-against.ts';

/** What becomes of the invariants after these answers, by id. */
function resultsAfter(answers: readonly Crafted[]) {
  const watch = new InvariantWatch(loadContract());
  for (const [index, crafted] of answers.entries()) {
    const answer = craftAnswer(crafted);
    watch.observe(
      answer,
      [{ request: answer.exchange.request, answer, expected: { kind: 'anything' } }],
      `rule ${index}`,
    );
  }
  const target = loneTarget(new URL('http://127.0.0.1:9'));
  const results = invariantResults(watch, new FindingWriter(target, 1, plainRecord), 1);
  return new Map(results.map((result) => [result.id, result]));
}

test('an invariant that is broken often is one finding with a count, of its first breach', () => {
  const result = resultsAfter([{ status: 404 }, { status: 500 }, { status: 502 }]).get(
    'wire/no-server-error',
  );
  expect(result).toMatchObject({
    outcome: 'fail',
    reason: 'broken by 2 of 3 exchanges',
    findings: [
      {
        count: 2,
        variant: 'first met in rule 1',
        calls: [{ expected: { kind: 'invariant', rule: 'wire/no-server-error' } }],
      },
    ],
  });
  expect(result?.findings?.[0]?.actual).toContain('500');
});

test('a broken should warns', () => {
  expect(resultsAfter([{}]).get('wire/request-id')?.outcome).toBe('warn');
});

test('an invariant that held passes and says how often; one that nothing was held against is skipped', () => {
  const results = resultsAfter([{ status: 404 }, { status: 405 }]);
  expect(results.get('wire/no-server-error')).toMatchObject({
    outcome: 'pass',
    reason: 'held for 2 exchanges',
  });
  expect(results.get('wire/output-shape')?.outcome).toBe('skipped');
  expect([...results.keys()]).toEqual(INVARIANTS.map(({ id }) => id));
});
