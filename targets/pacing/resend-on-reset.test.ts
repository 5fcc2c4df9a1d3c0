import { expect, test } from 'vitest';
import type { Exchange, FaultKind, WireRequest } from '../transport/exchange.ts';
import { attemptsOf, resendOnReset } from './resend-on-reset.ts';
import { wireRequest } from '../testing/wire.ts';

type Answer = number | FaultKind;

/** Answers with these in turn, the last one from then on. */
function scripted(answers: readonly Answer[], more: Partial<Exchange> = {}) {
  const sent: WireRequest[] = [];
  const client = {
    async send(request: WireRequest): Promise<Exchange> {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? 200;
      sent.push(request);
      const common = { request, sentHeaders: [], startedAt: 0, durationMs: 0, ...more };
      return typeof answer === 'number'
        ? { ...common, response: { status: answer, headers: [], body: new Uint8Array() }, fault: null }
        : { ...common, response: null, fault: { kind: answer, message: answer } };
    },
    close: async () => {},
  };
  return { client, sent };
}

const outcome = ({ response, fault }: Exchange): Answer | undefined => response?.status ?? fault?.kind;

test.each<[string, readonly Answer[], Answer, readonly Answer[]]>([
  ['an answer is taken as it is', [503, 200], 503, []],
  ['a connection that breaks is tried again', ['reset', 200], 200, ['reset']],
  ['and again', ['reset', 'reset', 404], 404, ['reset', 'reset']],
  ['until it ends otherwise', ['reset', 'refused', 200], 'refused', ['reset']],
  ['one that breaks each time is what there is', ['reset'], 'reset', Array<Answer>(5).fill('reset')],
  ['no answer in time is none', ['timeout', 200], 'timeout', []],
  ['neither is one that cannot be read', ['malformed', 200], 'malformed', []],
])('%s', async (_what, answers, last, before) => {
  const { client, sent } = scripted(answers);
  const { exchange, broken } = await resendOnReset(client, wireRequest());
  expect([outcome(exchange), broken.map(outcome)]).toEqual([last, before]);
  expect(sent.length).toBe(before.length + 1);
});

test('a request that is cut off on purpose may lose its connection', async () => {
  const { client } = scripted(['reset', 200]);
  const { exchange, broken } = await resendOnReset(client, wireRequest({ incomplete: true }));
  expect([outcome(exchange), broken]).toEqual(['reset', []]);
});

test('nothing is sent again once the run ends', async () => {
  const { client } = scripted(['reset', 200]);
  const { broken } = await resendOnReset(client, wireRequest(), AbortSignal.abort());
  expect(broken).toEqual([]);
});

test('attempts are all of them, also those of the client itself', async () => {
  const { exchange: unavailable } = await resendOnReset(scripted([503]).client, wireRequest());
  const { client } = scripted(['reset', 200], { earlier: [unavailable] });
  const attempts = attemptsOf(await resendOnReset(client, wireRequest()));
  expect(attempts.map(outcome)).toEqual([503, 'reset', 503, 200]);
});
