import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primaryContact } from '../generators/values/input.ts';
import type { JsonObject } from '../spec/json.ts';
import { loadContract } from '../spec/load-contract.ts';
import { loadEvidence, type Evidence } from '../spec/load-evidence.ts';
import type { Exchange } from '../targets/transport/exchange.ts';
import { asObject, readAnswer } from '../harness/answers/answer.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';

/** What the real service was seen to do, as exchanges: none may break an invariant that is a must. */

/** With every operation that was seen. */
const contract = loadContract('current');
const utf8 = new TextEncoder();
type Golden = Evidence['steps'][number]['answers'][number];

function goldenExchange(operation: string, golden: Golden): Exchange {
  const { status } = golden;
  // What the capture does not tell of is filled up with what any service would answer.
  const output = filledUp(golden.output ?? (contract.operations[operation]?.output ? {} : null));
  const error = golden.error ?? null;
  const body =
    error === null ? output : { message: 'as seen', ...(golden.reason ? { reason: golden.reason } : {}) };
  const text = body === null ? '' : JSON.stringify(body);
  return {
    request: {
      identity: null,
      operation,
      method: 'POST',
      target: '/',
      headers: [],
      body: new Uint8Array(),
      provokes: ['body'],
    },
    sentHeaders: [],
    response: {
      status,
      headers: [
        [contract.wire.requestIdHeader, 'id'],
        ['content-type', contract.wire.contentType],
        ...(error === null ? [] : [[contract.wire.errorHeader, error] as const]),
      ],
      body: utf8.encode(text),
    },
    fault: null,
    startedAt: 0,
    durationMs: 1,
  };
}

const [wholeContact] = fc.sample(primaryContact(contract, { values: 'plausible' }), { seed: 1, numRuns: 1 });

function filledUp(output: JsonObject | null): JsonObject | null {
  const contact = asObject(output?.['ContactInformation']);
  return contact ? { ...output, ContactInformation: { ...wholeContact, ...contact } } : output;
}

const steps = loadEvidence().flatMap(({ id, steps: golden }) =>
  golden.flatMap(({ operation, answers }) => answers.map((answer) => ({ id, operation, answer }))),
);

test('the evidence has golden exchanges', () => {
  expect(steps.length).toBeGreaterThan(20);
});

for (const [index, { id, operation, answer: golden }] of steps.entries()) {
  test(`${id}, exchange ${index + 1}: ${operation} breaks no must`, () => {
    const answer = readAnswer(goldenExchange(operation, golden), contract);
    const broken = INVARIANTS.filter(
      (invariant) =>
        invariant.level === 'must' &&
        invariant.applies(answer, contract) &&
        invariant.check(answer, contract) !== null,
    );
    expect(broken.map((invariant) => `${invariant.id}: ${invariant.check(answer, contract)}`)).toEqual([]);
  });
}
