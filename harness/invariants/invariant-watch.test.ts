import { expect, test } from 'vitest';
import type { Provocation } from '../../spec/contract.ts';
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

test('an invariant that is broken often with one answer is one finding with a count', () => {
  const result = resultsAfter([{ status: 404 }, { status: 500 }, { status: 500 }]).get(
    'wire/no-server-error',
  );
  expect(result).toMatchObject({
    outcome: 'fail',
    reason: 'broken by 2 of 3 exchanges',
    findings: [
      {
        count: 2,
        variant: 'met in rule 1',
        calls: [{ expected: { kind: 'invariant', rule: 'wire/no-server-error' } }],
      },
    ],
  });
  expect(result?.findings?.[0]?.actual).toContain('500');
});

const error = (operation: string, changes: Partial<Crafted> = {}): Crafted => ({
  operation,
  status: 400,
  headers: { 'x-amzn-errortype': 'ValidationException' },
  body: { message: 'no' },
  ...changes,
});

test('each operation and each form of an answer is a finding of its own', () => {
  const bodies = ['', '<html></html>', '[1]'];
  const answers = ['GetAlternateContact', 'ListRegions'].flatMap((operation) =>
    bodies.map((body) => error(operation, { body })),
  );
  const { findings = [] } = resultsAfter([...answers, ...answers]).get('errors/body') ?? {};
  expect(new Set(findings.map(({ id, count }) => `${id}: ${count}`))).toEqual(
    new Set(
      ['GetAlternateContact', 'ListRegions'].flatMap((operation) =>
        ['HTML', 'empty body', 'other JSON'].map(
          (body) => `errors/body ${operation} 400 ValidationException (${body}): 2`,
        ),
      ),
    ),
  );
});

test('no more findings than a rule may have are kept, and the rest is counted', () => {
  const answers = Array.from({ length: 25 }, (_, index) =>
    error('ListRegions', { headers: { 'x-amzn-errortype': `Odd${index}` } }),
  );
  const result = resultsAfter(answers).get('errors/documented');
  expect(result?.findings).toHaveLength(20);
  expect(result?.moreFindings).toBe(5);
  expect(result?.reason).toBe('broken by 25 of 25 exchanges');
});

test('the most telling breach is shown: an ordinary request before an odd one, then few calls, then few bytes', () => {
  const watch = new InvariantWatch(loadContract());
  const observe = (body: string, calls: number, provokes: Provocation[] = []) => {
    const answer = craftAnswer({ status: 500 });
    const request = { ...answer.exchange.request, body: Buffer.from(body), provokes };
    const seen = { ...answer, exchange: { ...answer.exchange, request } };
    const call = { request, answer: seen, expected: { kind: 'anything' as const } };
    watch.observe(
      seen,
      Array.from({ length: calls }, () => call),
      body,
    );
  };
  observe('odd', 1, ['body']);
  observe('long way', 3);
  observe('long request', 2);
  observe('short', 2);
  observe('short again', 3);
  const target = loneTarget(new URL('http://127.0.0.1:9'));
  const results = invariantResults(watch, new FindingWriter(target, 1, plainRecord), 1);
  const broken = results.find(({ id }) => id === 'wire/no-server-error');
  expect(broken?.findings).toMatchObject([{ count: 5, variant: 'met in short', calls: [{}, {}] }]);
});

test('what was asked in another protocol breaks no invariant, whatever is answered', () => {
  const watch = new InvariantWatch(loadContract());
  const answer = craftAnswer({ status: 501, body: '<html></html>' });
  const request = { ...answer.exchange.request, method: 'GET', provokes: ['method', 'protocol'] as const };
  const asked = { ...answer, exchange: { ...answer.exchange, request } };
  watch.observe(asked, [{ request, answer: asked, expected: { kind: 'anything' } }], 'wire/http/method-get');
  expect(watch.tallies.filter(({ checked }) => checked > 0)).toEqual([]);
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
