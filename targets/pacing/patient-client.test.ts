import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { embeddedTarget } from '../config/presets.ts';
import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';
import { patientClient } from './patient-client.ts';
import { throttleDetector } from './throttling.ts';

const contract = loadContract();
const { refusedAs } = loadQuotas();
const [identity = null] = embeddedTarget(new URL('http://127.0.0.1')).identities;

function request(operation: string, changes: Partial<WireRequest> = {}): WireRequest {
  const target = contract.operations[operation]?.path ?? '';
  return { identity, operation, method: 'POST', target, headers: [], body: Buffer.from('{}'), ...changes };
}

/** A client of a service that refuses for its rate what it is told to, in time that passes while it is waited. */
function patient(refuses: (request: WireRequest, now: number) => boolean) {
  let now = 0;
  const sent: { operation: string | null; at: number }[] = [];
  const said: string[] = [];
  const service: WireClient = {
    async send(asked) {
      sent.push({ operation: asked.operation, at: now });
      const refused = refuses(asked, now);
      const body = Buffer.from(refused ? JSON.stringify({ __type: refusedAs }) : '{}');
      const response = { status: refused ? 429 : 200, headers: [], body };
      return { request: asked, sentHeaders: [], response, fault: null } as unknown as Exchange;
    },
    close: async () => {},
  };
  const pace = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const client = patientClient(service, contract, { pace, random: () => 0, say: (text) => said.push(text) });
  return { client, sent, said, now: () => now };
}

test('what is refused for its rate is sent again, more slowly, and told once', async () => {
  let taken = 0;
  // Three at once, and two a second.
  const { client, said, now } = patient((_, at) => {
    const refused = taken >= 3 + Math.floor(at / 500);
    if (!refused) taken += 1;
    return refused;
  });
  for (let made = 0; made < 20; made += 1) {
    const { response } = await client.send(request('ListRegions'));
    expect(response?.status).toBe(200);
  }
  expect(now()).toBeGreaterThan(5000);
  expect(client.throttled).toBeGreaterThan(0);
  expect(said).toEqual([expect.stringContaining('--max-requests-per-second')]);
});

test('what is refused while others of the caller are answered is handed on after three times', async () => {
  const { client, sent } = patient(({ operation }) => operation === 'PutAlternateContact');
  const { response } = await client.send(request('PutAlternateContact'));
  expect(response?.status).toBe(429);
  expect(sent.map(({ operation }) => operation)).toEqual([
    'PutAlternateContact',
    'PutAlternateContact',
    'PutAlternateContact',
    'PutAlternateContact',
    'GetContactInformation',
  ]);
});

test('and the next time at once, as long as others are answered', async () => {
  const { client, sent, said } = patient(({ operation }) => operation === 'PutAlternateContact');
  await client.send(request('PutAlternateContact'));
  const before = sent.length;
  const { response } = await client.send(request('PutAlternateContact'));
  expect(response?.status).toBe(429);
  expect(sent.slice(before).map(({ operation }) => operation)).toEqual([
    'PutAlternateContact',
    'GetContactInformation',
  ]);
  expect({ throttled: client.throttled, said }).toEqual({ throttled: 0, said: [] });
});

test.each([
  ['another error of the contract', 'ConflictException', false],
  ['no error of the contract', 'SomethingElse', true],
  ['a name that means it', refusedAs, true],
])('a 429 with %s', (_, name, throttled) => {
  const response = { status: 429, headers: [], body: Buffer.from(JSON.stringify({ __type: name })) };
  expect(throttleDetector(contract)(response)).toBe(throttled);
});

test('after two minutes it is no answer, and says what to do', async () => {
  const { client, now } = patient(() => true);
  const { response, fault } = await client.send(request('ListRegions'));
  expect({ response, kind: fault?.kind }).toEqual({ response: null, kind: 'other' });
  expect(fault?.message).toMatch(/refused for its rate \d+ times within 120 s.*--max-requests-per-second/);
  expect(now()).toBeLessThanOrEqual(120_000);
});

test('what provokes a refusal for its rate is not sent again', async () => {
  const { client, sent } = patient(() => true);
  const { response } = await client.send(request('ListRegions', { provokes: ['rate'] }));
  expect({ status: response?.status, sent: sent.length }).toEqual({ status: 429, sent: 1 });
});

test.each([
  ['what is asked', {}, 120_000],
  ['what puts back what was there', { restores: true }, 600_000],
])('%s is waited for within bounds, and then has no answer', async (_, changes, longest) => {
  const { client, now } = patient(() => true);
  const { fault } = await client.send(request('ListRegions', changes));
  expect(fault?.message).toContain(`within ${longest / 1000} s`);
  expect(now()).toBeGreaterThan(longest / 2);
  expect(now()).toBeLessThan(longest + 1_000);
});
