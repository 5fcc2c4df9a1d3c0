import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { Exchange, FaultKind, WireRequest } from '../transport/exchange.ts';
import { resendingClient } from './resending-client.ts';
import type { Target } from '../target.ts';
import { targetDefaults } from '../config/target-defaults.ts';
import { wireRequest } from '../testing/wire.ts';

const contract = loadContract();
const endpoint = new URL('https://account.example.test');
const target: Target = {
  ...targetDefaults(endpoint),
  name: 'far',
  endpoint,
  identities: [],
  world: { standalone: [], organizations: [] },
};

type Answer = number | FaultKind;

/** Answers with these in turn, the last one from then on. */
function scripted(answers: readonly Answer[], changes: Partial<Target> = {}) {
  const sent: WireRequest[] = [];
  const pauses: number[] = [];
  const inner = {
    throttled: 0,
    async send(request: WireRequest): Promise<Exchange> {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? 200;
      sent.push(request);
      const common = { request, sentHeaders: [], startedAt: 0, durationMs: 0 };
      return typeof answer === 'number'
        ? { ...common, response: { status: answer, headers: [], body: new Uint8Array() }, fault: null }
        : { ...common, response: null, fault: { kind: answer, message: answer } };
    },
    close: async () => {},
  };
  const pace = {
    now: () => 0,
    sleep: async (ms: number) => {
      pauses.push(ms);
    },
  };
  const client = resendingClient(inner, { ...target, ...changes }, contract, { pace, random: () => 0.5 });
  return { client, sent, pauses };
}

const read = wireRequest({ operation: 'ListRegions', target: '/listRegions' });
const calling = (operation: string) =>
  wireRequest({ operation, target: contract.operations[operation]?.path ?? '' });
const last = ({ response, fault }: Exchange): Answer | undefined => response?.status ?? fault?.kind;

const CASES: readonly [Answer, WireRequest, number][] = [
  [503, read, 2],
  [500, read, 2],
  ['reset', read, 2],
  ['timeout', read, 2],
  ['tls', read, 2],
  ['refused', read, 2],
  ['dns', read, 2],
  [503, calling('PutAlternateContact'), 2],
  ['reset', calling('PutContactInformation'), 2],
  // It cannot have arrived.
  ['refused', calling('DeleteAlternateContact'), 2],
  ['dns', calling('EnableRegion'), 2],
  // It may have been done, and a second time is answered otherwise.
  [503, calling('DeleteAlternateContact'), 1],
  ['reset', calling('DeleteAlternateContact'), 1],
  ['timeout', calling('EnableRegion'), 1],
  ['tls', calling('DisableRegion'), 1],
  // Known only by where it goes.
  [503, { ...calling('DeleteAlternateContact'), operation: null }, 1],
  // Answers, and faults that are there to stay or were asked for.
  [200, read, 1],
  [404, read, 1],
  [429, read, 1],
  ['malformed', read, 1],
  ['too-large', read, 1],
  ['aborted', read, 1],
  ['timeout', { ...read, incomplete: true }, 1],
  [503, { ...read, provokes: ['rate'] }, 1],
];

test.each(
  CASES.map(([answer, request, times]) => ({
    answer,
    request,
    times,
    to: request.operation ?? request.target,
  })),
)('after $answer in answer to $to it is sent $times times in all', async ({ answer, request, times }) => {
  const { client, sent } = scripted([answer, 200]);
  const exchange = await client.send(request);
  expect(sent.length).toBe(times);
  expect(last(exchange)).toBe(times === 2 ? 200 : answer);
  expect((exchange.earlier ?? []).map(last), 'nothing is hidden').toEqual(times === 2 ? [answer] : []);
  const why = typeof answer === 'number' ? `status ${answer}` : answer;
  expect(client.resent).toEqual(times === 2 ? { [why]: 1 } : {});
});

test('what persists is answered with the last failure, after pauses that grow', async () => {
  const { client, sent, pauses } = scripted([503, 'reset', 500, 200]);
  const exchange = await client.send(read);
  expect(last(exchange)).toBe(500);
  expect((exchange.earlier ?? []).map(last)).toEqual([503, 'reset']);
  expect({ sent: sent.length, resent: client.resent }).toEqual({
    sent: 3,
    resent: { 'status 503': 1, reset: 1 },
  });
  expect(pauses[1]).toBeGreaterThan(pauses[0] ?? Number.POSITIVE_INFINITY);
});

test('a service that is down uses up what may be spent on it', async () => {
  const { client, sent } = scripted([503]);
  for (let request = 0; request < 200; request += 1) await client.send(read);
  expect(sent.length).toBe(250);
});

test('good answers bring some of it back', async () => {
  const down = Array.from({ length: 200 }, () => 503);
  const up = Array.from({ length: 100 }, () => 200);
  const { client, sent } = scripted([...down, ...up, 503]);
  while (sent.length < 300) await client.send(read);
  const before = sent.length;
  for (let request = 0; request < 10; request += 1) await client.send(read);
  expect(sent.length - before).toBe(15);
});

test('what brings an answer costs nothing in the end', async () => {
  const { client, sent } = scripted(Array.from({ length: 1000 }, (_, at) => (at % 3 === 0 ? 'reset' : 200)));
  while (sent.length < 999) expect(last(await client.send(read))).toBe(200);
  expect(client.resent).toEqual({ reset: 333 });
});

test.each([
  ['on loopback nothing is sent again', { timing: targetDefaults(new URL('http://127.0.0.1')).timing }, 1],
  ['unless its timing says so', { timing: { ...target.timing, retries: 1 } }, 2],
])('%s', async (_, changes, times) => {
  const { client, sent } = scripted([503], changes);
  await client.send(read);
  expect(sent.length).toBe(times);
});
