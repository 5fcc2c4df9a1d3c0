import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { batteryProblems } from '../battery.ts';
import { samplesOf } from '../histograms.ts';
import { httpAnomalies, type HttpRequest } from './http-anomalies.ts';

const contract = loadContract();
const anomalies = httpAnomalies(contract);
const VALID: HttpRequest = {
  method: 'POST',
  target: '/getAlternateContact',
  headers: [['content-type', 'application/json']],
  body: new TextEncoder().encode('{"AlternateContactType":"BILLING"}'),
};
const applicable = anomalies.filter(({ applies }) =>
  applies(contract.operations['GetAlternateContact'] ?? neverFound()),
);

test('ids are unique, and levels say what the expectation says', () => {
  expect(new Set(anomalies.map(({ id }) => id)).size).toBe(anomalies.length);
  for (const { expectation, level } of anomalies)
    expect(expectation === 'contested').toBe(level === 'contested');
});

test.each(applicable.map((anomaly) => [anomaly.id, anomaly] as const))('%s', (_, { apply }) => {
  const problems = batteryProblems({
    arbitrary: apply(VALID),
    belongs: (request) => shown(request) !== shown(VALID),
    size: () => 0,
  });
  expect(problems).toEqual([]);
});

test('a path that must be refused is that of no operation', () => {
  const known = Object.values(contract.operations).map(({ path }) => path);
  const wrong = anomalies.filter(
    ({ id, expectation }) => id.startsWith('path-') && expectation === 'refused',
  );
  expect(wrong.map(({ id }) => id)).toEqual(['path-unknown', 'path-root']);
  const targets = wrong.flatMap(({ apply }) => samplesOf(apply(VALID), 3).map(({ target }) => target));
  expect(targets.filter((target) => known.includes(target))).toEqual([]);
});

test('what a gateway may normalize is contested', () => {
  const forms = anomalies.filter(({ id, level }) => id.startsWith('path-') && level === 'contested');
  expect(forms.map(({ id }) => id.slice('path-'.length))).toEqual([
    'case',
    'trailing-slash',
    'doubled-slash',
    'encoded',
    'dot-segments',
    'parameters',
    'query',
  ]);
});

test('members that moved to the query are gone from the body', () => {
  const moved = anomalies.find(
    ({ id }) => id === 'query-instead-of-body-GetAlternateContact-AlternateContactType',
  );
  const [request] = samplesOf((moved ?? neverFound()).apply(VALID), 1, 1);
  expect(request?.target).toBe('/getAlternateContact?AlternateContactType=BILLING');
  expect(new TextDecoder().decode(request?.body)).toBe('{}');
});

test('chunks carry the whole body', () => {
  const chunked = anomalies.find(({ id }) => id === 'chunked') ?? neverFound();
  for (const { body } of samplesOf(chunked.apply(VALID), 2)) {
    const text = new TextDecoder().decode(body);
    expect(text.endsWith('0\r\n\r\n')).toBe(true);
    expect(text.replaceAll(/(?:^|\r\n)[0-9a-f]+\r\n/gu, '').trim()).toBe(
      new TextDecoder().decode(VALID.body),
    );
  }
});

function shown(request: HttpRequest): string {
  return JSON.stringify({ ...request, body: new TextDecoder().decode(request.body) });
}

function neverFound(): never {
  throw new RangeError('not found');
}
