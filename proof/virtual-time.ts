import { setImmediate as nextTurn } from 'node:timers/promises';
import { FakeClock } from '../reference/core/state/clock.ts';
import type { Contract } from '../spec/contract.ts';
import { quotaRules } from '../suites/quotas/rules.ts';
import type { Rule } from '../harness/rule.ts';
import type { WireClient } from '../targets/transport/exchange.ts';
import type { Pace } from '../targets/pacing/pace.ts';

/** Time that passes when somebody waits, and stands otherwise: for services that count requests by the second. */
export interface VirtualTime {
  readonly clock: FakeClock;
  readonly pace: Pace;
  /** The rules about quotas wait in this time; all others are as they were. */
  rules(rules: readonly Rule[]): readonly Rule[];
  /** Requests that do not try a rate take their time, so that what is waited for with them comes. */
  client(client: WireClient): WireClient;
  /** Lets every allowance be whole again. */
  rest(): void;
}

/** Milliseconds; longer than any allowance takes to be whole. */
const REST_MS = 60_000;

/** Milliseconds that an ordinary request takes. */
const REQUEST_MS = 2000;

/** Milliseconds that a region change takes: as many as can be under way have to be, at one a second. */
export const VIRTUAL_REGION_DELAY_MS = 90_000;

export function virtualTime(contract: Contract): VirtualTime {
  const clock = new FakeClock();
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    // Who waits for another's answer, again and again, must leave it time to come.
    await nextTurn();
  };
  const waiting = new Map(quotaRules(contract, pass).map((rule) => [rule.id, rule]));
  return {
    clock,
    pace: { now: () => clock.now(), sleep: pass },
    rules: (rules) => rules.map((rule) => waiting.get(rule.id) ?? rule),
    client: (client) => ({
      send: (request, signal) => {
        if (!request.provokes?.includes('rate')) clock.advance(REQUEST_MS);
        return client.send(request, signal);
      },
      close: () => client.close(),
    }),
    rest: () => clock.advance(REST_MS),
  };
}
