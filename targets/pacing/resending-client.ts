import type { Contract, Operation } from '../../spec/contract.ts';
import type { Exchange, WireRequest } from '../transport/exchange.ts';
import type { PatientClient } from './patient-client.ts';
import { operationsNamed } from '../guard/guard-operation.ts';
import { realPace, type Pace } from './pace.ts';
import type { Target } from '../target.ts';
import { backOff } from './throttling.ts';

/** A client that sends again what failed in passing, and what it had to send again. */
export interface ResendingClient extends PatientClient {
  /** How often something was sent again, by what had come of it before, e.g. `status 503`, `reset`. */
  readonly resent: Readonly<Record<string, number>>;
}

export interface ResendOptions {
  readonly pace?: Pace | undefined;
  /** From 0 to 1, for the jitter of pauses. */
  readonly random: () => number;
}

/** What a run may spend on sending again in vain: a service that is down is not asked thrice as often. */
const BUDGET = 1000;
const COST = 20;
/** By an answer; one that came of sending again brings back what that cost. */
const EARNED = 1;
const NEVER_ARRIVED = new Set(['refused', 'dns']);
const CUT_SHORT = new Set(['tls', 'reset', 'timeout']);

/**
 * Sends again, as often as the target's timing says, what met a connection fault or a server error. A change is sent
 * again only where it cannot have arrived, or where a second time does no more than the first. The exchange that is
 * returned holds all attempts: that the last one went well hides none of the others.
 */
export function resendingClient(
  client: PatientClient,
  target: Target,
  contract: Contract,
  { pace = realPace, random }: ResendOptions,
): ResendingClient {
  const attempts = target.timing.retries ?? 0;
  const resent: Record<string, number> = {};
  let budget = BUDGET;

  async function send(request: WireRequest, signal?: AbortSignal): Promise<Exchange> {
    const earlier: Exchange[] = [];
    for (;;) {
      const exchange = await client.send(request, signal);
      const failure = failureOf(exchange);
      if (failure === null) budget = Math.min(BUDGET, budget + EARNED + COST * earlier.length);
      const again =
        failure !== null &&
        earlier.length < attempts &&
        budget >= COST &&
        mayBeSentAgain(request, exchange, contract);
      if (!again || !(await paused(exchange, earlier.length, signal))) {
        return earlier.length === 0 ? exchange : { ...exchange, earlier };
      }
      earlier.push(exchange);
      budget -= COST;
      resent[failure] = (resent[failure] ?? 0) + 1;
    }
  }

  /** False where the wait was aborted. */
  async function paused({ response }: Exchange, attempt: number, signal?: AbortSignal): Promise<boolean> {
    try {
      await pace.sleep(backOff(response, attempt, random()), signal);
      return true;
    } catch (error) {
      if (signal?.aborted) return false;
      throw error;
    }
  }

  return {
    send: attempts === 0 ? (request, signal) => client.send(request, signal) : send,
    close: () => client.close(),
    resent,
    get throttled() {
      return client.throttled;
    },
  };
}

/** What may pass by itself, in a word or two; `null`: the answer is whole and no server error. */
function failureOf({ response, fault }: Exchange): string | null {
  if (response) return response.status >= 500 ? `status ${response.status}` : null;
  return fault && (NEVER_ARRIVED.has(fault.kind) || CUT_SHORT.has(fault.kind)) ? fault.kind : null;
}

/** Whether a request does no more the second time than the first. */
export function mayBeSentAgain(request: WireRequest, { fault }: Exchange, contract: Contract): boolean {
  if (request.incomplete || request.provokes?.includes('rate')) return false;
  if (fault && NEVER_ARRIVED.has(fault.kind)) return true;
  return operationsNamed(request, contract).every(
    (operation) => operation.changes === null || replaces(operation, contract),
  );
}

/** Whether the input carries the whole new value, and not only the name of what is to change. */
function replaces({ changes, input }: Operation, contract: Contract): boolean {
  const names = Object.values(contract.operations)
    .filter(({ reads }) => reads === changes)
    .flatMap((reader) => Object.keys(reader.input.members));
  return Object.entries(input.members).some(([name, { required }]) => required && !names.includes(name));
}
