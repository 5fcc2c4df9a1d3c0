import fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpAnomalies } from '../../generators/http/http-anomalies.ts';
import { jsonAnomalies } from '../../generators/json/json-anomalies.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { hostility } from '../../targets/guard/hostile.ts';

const contract = loadContract('current');
const REQUEST = {
  method: 'POST',
  target: '/putAlternateContact',
  headers: [['content-type', 'application/json']] as const,
  body: Buffer.from('{"AlternateContactType":"BILLING"}'),
};
const drawn = { seed: 1, numRuns: 60 };

test.each(httpAnomalies(contract).map((anomaly) => [anomaly.id, anomaly] as const))(
  'ordinary forms of %s exhaust nothing, hostile ones do',
  (_, anomaly) => {
    for (const form of fc.sample(anomaly.apply(REQUEST), drawn))
      expect(hostility(form, form.transport)).toBeNull();
    for (const form of anomaly.hostile ? fc.sample(anomaly.hostile(REQUEST), drawn) : [])
      expect(hostility(form, form.transport)).not.toBeNull();
  },
);

test('some have hostile forms', () => {
  const ids = httpAnomalies(contract).flatMap(({ id, hostile }) => (hostile ? [id] : []));
  expect(ids).toEqual(['length-too-large', 'chunked-unfinished', 'chunked-malformed']);
});

test.each(jsonAnomalies(contract).map((anomaly) => [anomaly.id, anomaly] as const))(
  'forms of %s exhaust nothing',
  (_, anomaly) => {
    for (const body of fc.sample(anomaly.apply({ AlternateContactType: 'BILLING' }), {
      ...drawn,
      numRuns: 20,
    }))
      expect(hostility({ headers: [], body }, 'pooled')).toBeNull();
  },
);
