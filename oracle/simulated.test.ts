import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../spec/json.ts';
import type { Answer, OracleCall } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { checkHistory } from './history/linearizability.ts';
import { knownState } from './state/state.ts';
import {
  BILLING,
  CONFLICT,
  CONTRACT,
  NOT_FOUND,
  NO_ANSWER,
  REDUNDANT,
  STANDALONE,
  call,
  modelAt,
  success,
} from './testing/world.ts';

/** Sequences and histories as a small honest service would answer them: none may be judged wrong. */

const should = modelAt('should');
const REGION = 'af-south-1';
const TYPES = ['BILLING', 'SECURITY'] as const;
const initial = knownState(contactShapes(CONTRACT), {
  [STANDALONE]: { alternates: { BILLING: null, SECURITY: null }, regions: { [REGION]: 'DISABLED' } },
});

interface Service {
  answer(sent: OracleCall): Answer;
  /** A pending change completes. */
  settle(): void;
}

function honestService(): Service {
  const contacts = new Map<string, JsonObject>();
  let status = 'DISABLED';
  const change = (from: string, via: string, to: string): Answer => {
    if (status === from) {
      status = via;
      return success();
    }
    return status === to ? REDUNDANT : CONFLICT;
  };
  const settle = (): void => {
    if (status === 'ENABLING') status = 'ENABLED';
    if (status === 'DISABLING') status = 'DISABLED';
  };
  const answer = ({ operation, input }: OracleCall): Answer => {
    const sent = input as JsonObject;
    const type = JSON.stringify(sent['AlternateContactType']);
    const known = contacts.get(type);
    switch (operation) {
      case 'PutAlternateContact':
        contacts.set(type, sent);
        return success();
      case 'GetAlternateContact':
        return known ? success({ AlternateContact: known }) : NOT_FOUND;
      case 'DeleteAlternateContact':
        return contacts.delete(type) ? success() : NOT_FOUND;
      case 'EnableRegion':
        return change('DISABLED', 'ENABLING', 'ENABLED');
      case 'DisableRegion':
        return change('ENABLED', 'DISABLING', 'DISABLED');
      default:
        return success({ RegionName: REGION, RegionOptStatus: status });
    }
  };
  return { answer, settle };
}

const contactCall = fc.oneof(
  fc
    .record({ type: fc.constantFrom(...TYPES), name: fc.constantFrom('a', 'b', 'c') })
    .map(({ type, name }) =>
      call('PutAlternateContact', { ...BILLING, AlternateContactType: type, Name: name }),
    ),
  fc
    .record({ type: fc.constantFrom(...TYPES), what: fc.constantFrom('Get', 'Get', 'Delete') })
    .map(({ type, what }) => call(`${what}AlternateContact`, { AlternateContactType: type })),
);
const regionCall = fc
  .constantFrom('EnableRegion', 'DisableRegion', 'GetRegionOptStatus')
  .map((operation) => call(operation, { RegionName: REGION }));
const settings = { seed: 7, numRuns: 200 };

test('Sequences of an honest service are allowed', () => {
  const step = fc.oneof(contactCall, regionCall, fc.constant('settle' as const));
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const service = honestService();
      let state = initial;
      for (const sent of steps) {
        if (sent === 'settle') service.settle();
        else {
          const judgement = should.judge(state, sent, service.answer(sent));
          expect(judgement).toMatchObject({ allowed: true });
          state = judgement.state;
        }
      }
    }),
    settings,
  );
});

test('Sequences in which one answer is exchanged for the opposite are not', () => {
  fc.assert(
    fc.property(fc.array(contactCall, { minLength: 5, maxLength: 40 }), fc.nat(), (calls, place) => {
      const service = honestService();
      let state = initial;
      for (const [index, sent] of calls.entries()) {
        const right = service.answer(sent);
        if (index === place % calls.length) {
          const wrong = right.status === 200 ? NOT_FOUND : success();
          expect(should.judge(state, sent, wrong).allowed).toBe(false);
        }
        state = should.judge(state, sent, right).state;
      }
    }),
    settings,
  );
});

const concurrent = fc.record({ sent: contactCall, before: fc.nat(5), after: fc.nat(5), lost: fc.nat(9) });

test('Concurrent histories of an honest service are linearizable', () => {
  fc.assert(
    fc.property(fc.array(concurrent, { minLength: 2, maxLength: 25 }), (calls) => {
      const service = honestService();
      const events = calls.map(({ sent, before, after, lost }, id) => {
        // The call takes effect at the moment `id`, somewhere between its start and its end.
        const answer = service.answer(sent);
        const end = lost === 0 ? Infinity : id + after;
        return { id, start: id - before, end, call: sent, answer: lost === 0 ? NO_ANSWER : answer };
      });
      expect(checkHistory(should, initial, events).linearizable).toBe(true);
    }),
    settings,
  );
});

test('A read of a value that nobody put makes any such history wrong, and is its smallest part', () => {
  fc.assert(
    fc.property(fc.array(concurrent, { minLength: 2, maxLength: 15 }), (calls) => {
      const service = honestService();
      const events = calls.map(({ sent, before, after }, id) => ({
        id,
        start: id - before,
        end: id + after,
        call: sent,
        answer: service.answer(sent),
      }));
      const unknown = { ...BILLING, Name: 'never put' };
      const read = call('GetAlternateContact', { AlternateContactType: 'BILLING' });
      const id = events.length;
      const wrong = { id, start: 0, end: 99, call: read, answer: success({ AlternateContact: unknown }) };
      const verdict = checkHistory(should, initial, [...events, wrong]);
      expect(verdict.linearizable === false && verdict.smallest).toEqual([wrong]);
    }),
    { ...settings, numRuns: 40 },
  );
});
