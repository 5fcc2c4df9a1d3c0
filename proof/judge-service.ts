import type { Mutant } from '../mutants/mutant.ts';
import type { Contract } from '../spec/contract.ts';
import type { Rule } from '../harness/rule.ts';
import { runRules, type RunnerOutcome } from '../harness/runner/runner.ts';
import { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts';
import { connect } from '../harness/connect.ts';
import { implementedRules } from '../suites/errors/implemented-and-valid-request.rules.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FakeClock } from '../reference/core/state/clock.ts';
import { quotaRules } from '../suites/quotas/rules.ts';
import type { WireClient } from '../targets/transport/exchange.ts';
import type { Pace } from '../targets/pacing/pace.ts';

interface ServiceRun {
  readonly contract: Contract;
  readonly rules: readonly Rule[];
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Puts something round each rule that runs, to watch it. */
  readonly around?: (rule: Rule) => Rule;
  /** Chooses the order of the rules; by id, where it is not given. */
  readonly orderSeed?: number;
  /** Milliseconds within which a region has to settle; what a faulty service deserves where it is not given. */
  readonly regionTimeout?: number;
  /** Milliseconds within which an answer has to come; what a faulty service deserves where it is not given. */
  readonly requestTimeout?: number;
}

/** A counterexample of a faulty service is read by hardly anybody: what was found first is enough. */
const SHRINK_BUDGET = 0;

/**
 * Starts a service in this process and runs rules against it, those of the contract that it serves unless its options
 * bring a faulty one; where it counts requests by the second, in virtual time.
 */
export async function judgeService(options: EmbeddedOptions, run: ServiceRun): Promise<RunnerOutcome> {
  const { contract, seed, runs, workers, signal, around = (rule) => rule } = run;
  const time = options.enforceQuotas ? virtualTime(contract) : null;
  const timed = time ? { clock: time.clock, regionDelayMs: VIRTUAL_REGION_DELAY_MS } : {};
  const patience = { regionTimeout: run.regionTimeout, requestTimeout: run.requestTimeout };
  const { target, close } = await startImpatient({ contract, ...timed, ...options }, patience);
  const { client, record } = await connect(target, contract, time ? { pace: time.pace } : {});
  try {
    return await runRules({
      target,
      contract,
      client: time ? time.client(client) : client,
      record,
      rules: (time ? time.rules(run.rules) : run.rules).map(around),
      survey: implementedRules(contract).map(around),
      reported: null,
      seed,
      runs,
      workers: time ? 1 : workers,
      ...(run.orderSeed === undefined ? { order: 'id' } : { order: 'seed', orderSeed: run.orderSeed }),
      tier: target.safety.tier,
      bail: false,
      shrinkBudget: SHRINK_BUDGET,
      signal,
      ...(time ? { onRule: () => time.rest() } : {}),
    });
  } finally {
    await client.close();
    await close();
  }
}

/** The service of a fault as it is started. */
export function servedAs({ options, compose }: Pick<Mutant, 'options' | 'compose'>): EmbeddedOptions {
  return { ...options, ...(compose ? { compose } : {}) };
}

/** Milliseconds. Where many faults let many rules wait for regions that never settle; others do within a twentieth. */
export const SHORT_REGION_TIMEOUT = 1000;

/** Milliseconds. The embedded service settles within a fraction of it; what does not is a fault. */
const PATIENCE = 3000;

/** Starts a service in this process that is waited for no longer than a faulty one deserves. */
export async function startImpatient(
  options: EmbeddedOptions,
  {
    regionTimeout = PATIENCE,
    requestTimeout = PATIENCE,
  }: { readonly regionTimeout?: number | undefined; readonly requestTimeout?: number | undefined } = {},
): Promise<Embedded> {
  const { target, close } = await startEmbedded(options);
  const timing = { ...target.timing, requestTimeout, regionTimeout };
  return { target: { ...target, timing }, close };
}

/** Time that passes when somebody waits, and stands otherwise: for services that count requests by the second. */
interface VirtualTime {
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
