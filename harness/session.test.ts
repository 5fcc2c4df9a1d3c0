import { expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import type { WireRequest } from '../targets/transport/exchange.ts';
import { refusal } from './caller.ts';
import { craftExchange, bareRequest, testSession, type Crafted } from './testing/test-session.ts';
import { BrokenConnection, HarnessFault } from './errors.ts';

const RESET: Crafted = { fault: { kind: 'reset', message: 'gone' } };
const ANYTHING = { kind: 'anything' } as const;

/** A session that is answered with these in turn, the last one from then on; and what the invariants say. */
function answered(...answers: readonly Crafted[]) {
  const { session, environment } = testSession({
    respond: (_request, index) => answers[Math.min(index, answers.length - 1)] ?? {},
  });
  const whole = environment.watch.tallies.find(({ invariant }) => invariant.id === 'wire/whole-answer');
  return { session, whole };
}

test('a connection that broke once leaves open what the request did', async () => {
  const { session, whole } = answered(RESET, {});
  const sent = session.send(bareRequest(), ANYTHING);
  await expect(sent).rejects.toThrow(BrokenConnection);
  await expect(sent).rejects.toThrow('reset: gone; sent again, it was answered');
  expect({ requests: session.requests, whole }).toMatchObject({
    requests: 2,
    whole: { broken: 0, passing: 1 },
  });
});

test('one that breaks each time is the answer of the target', async () => {
  const { session, whole } = answered(RESET);
  const answer = await session.send(bareRequest(), ANYTHING);
  expect(answer.exchange.fault).toEqual(RESET.fault);
  expect({ requests: session.requests, whole }).toMatchObject({ requests: 6, whole: { broken: 1 } });
});

test('one after which nobody answers any more is lost', async () => {
  const { session } = answered(RESET, { fault: { kind: 'refused', message: 'nobody there' } });
  const lost = await session.send(bareRequest(), ANYTHING).catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(HarnessFault);
  expect(lost).not.toBeInstanceOf(BrokenConnection);
  expect(lost).toMatchObject({ message: 'reset: gone; then refused: nobody there' });
});

test('one of a request that is cut off on purpose is an answer like any other', async () => {
  const { session } = answered(RESET, {});
  const answer = await session.send({ ...bareRequest(), incomplete: true }, ANYTHING);
  expect([answer.exchange.fault, session.requests]).toEqual([RESET.fault, 1]);
});

test('the end waits for what is under way, and lets nothing more out', async () => {
  const { session } = answered({});
  const ends: string[] = [];
  const sent = session.send(bareRequest(), ANYTHING).then(() => ends.push('sent'));
  await session.end();
  ends.push('ended');
  await sent;
  expect(ends).toEqual(['sent', 'ended']);
  await expect(session.send(bareRequest(), ANYTHING)).rejects.toThrow('wire/test has ended');
});

const contract = loadContract();
const list = (input: object): WireRequest => ({
  ...bareRequest(JSON.stringify(input)),
  operation: 'ListRegions',
});
const REFUSED: Crafted = { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' }, body: {} };

test.each([
  ['a page token', list({ NextToken: 'T' }), ANYTHING, REFUSED, true],
  ['one that has to be refused', list({ NextToken: 'T' }), refusal(contract, []), REFUSED, false],
  ['one that is taken', list({ NextToken: 'T' }), ANYTHING, {}, false],
  ['no token', list({ MaxResults: 5 }), ANYTHING, REFUSED, false],
] as const)('a request that was sent again: %s', async (_what, request, expected, answer, usedUp) => {
  const twice = answered({ ...answer, earlier: [craftExchange(RESET)] }).session;
  const sent = twice.send(request, expected);
  if (usedUp) await expect(sent).rejects.toThrow(/^a page token was sent again, and refused/);
  else await expect(sent).resolves.toBeDefined();
  await expect(answered(answer).session.send(request, expected)).resolves.toBeDefined();
});
