import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { Identity } from '../target.ts';
import type { Exchange, WireRequest } from '../transport/exchange.ts';
import { ReadLag, settledReads } from './read-lag.ts';

const contract = loadContract();
const WINDOW = 2000;

const identity: Identity = {
  name: 'standalone',
  role: 'standalone',
  accountId: '111111111111',
  organization: null,
  credentials: () => ({ accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' }),
};

/** A time that passes only while somebody waits. */
function standingTime() {
  let now = 1000;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
}

function requestOf(operation: string, input: Record<string, string> = {}): WireRequest {
  const { method, path } = contract.operations[operation] ?? { method: 'POST', path: '/' };
  const body = new TextEncoder().encode(JSON.stringify(input));
  return { identity, operation, method, target: path, headers: [], body };
}

function open(status = 200, body = '{}') {
  const pace = standingTime();
  const lag = new ReadLag(WINDOW, pace);
  const client = {
    send: async (request: WireRequest): Promise<Exchange> => ({
      request,
      sentHeaders: [],
      response: { status, headers: [], body: new TextEncoder().encode(body) },
      fault: null,
      startedAt: 0,
      durationMs: 0,
    }),
    close: async () => {},
  };
  return { pace, lag, client: settledReads(client, lag, contract) };
}

/** Milliseconds for which a request waited. */
async function waitOf({ pace, client }: ReturnType<typeof open>, request: WireRequest): Promise<number> {
  const before = pace.now();
  await client.send(request);
  return pace.now() - before;
}

const PUT = requestOf('PutContactInformation');
const GET = requestOf('GetContactInformation');

test('a read waits for nothing where none was seen to lag', async () => {
  const made = open();
  await made.client.send(PUT);
  expect(await waitOf(made, GET)).toBe(0);
});

test('a read waits until what was written must show, each time', async () => {
  const made = open();
  made.lag.sawStale('primary-contact', 500);
  await made.client.send(PUT);
  expect(await waitOf(made, GET)).toBe(625);
  expect(await waitOf(made, GET)).toBe(0);
  await made.client.send(PUT);
  expect(await waitOf(made, GET)).toBe(625);
});

test('a read of what nobody wrote does not wait, nor one of another resource or after a refusal', async () => {
  const made = open();
  made.lag.sawStale('primary-contact', 500);
  expect(await waitOf(made, GET)).toBe(0);
  await made.client.send(requestOf('PutAlternateContact'));
  expect(await waitOf(made, GET)).toBe(0);
  const refusing = open(400);
  refusing.lag.sawStale('primary-contact', 500);
  await refusing.client.send(PUT);
  expect(await waitOf(refusing, GET)).toBe(0);
});

test('no read waits longer than the window', async () => {
  const made = open();
  made.lag.sawStale('primary-contact', WINDOW);
  await made.client.send(PUT);
  expect(await waitOf(made, GET)).toBe(WINDOW);
});

test('that a region has become settled shows in the next read as late as a write', async () => {
  const made = open(200, '{"RegionName":"af-south-1","RegionOptStatus":"ENABLED"}');
  made.lag.sawStale('region', 500);
  await made.client.send(requestOf('EnableRegion', { RegionName: 'af-south-1' }));
  const status = requestOf('GetRegionOptStatus', { RegionName: 'af-south-1' });
  expect(await waitOf(made, status)).toBe(625);
  expect(await waitOf(made, status)).toBe(625);
  expect(await waitOf(made, status)).toBe(0);
});

test('a read that was never seen to lag gets less time once others stayed wrong', () => {
  const { lag } = open();
  const read = contract.operations['GetContactInformation'];
  if (!read) throw new Error('no such operation');
  expect(lag.patience(read)).toBe(WINDOW);
  for (let time = 0; time < 3; time += 1) lag.stayedWrong(read);
  expect(lag.patience(read)).toBe(WINDOW / 40);
  lag.sawStale('primary-contact', 500);
  expect(lag.patience(read)).toBe(625);
});
