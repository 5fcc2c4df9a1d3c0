import { setImmediate as turn } from 'node:timers/promises';
import { loadContract } from '../../spec/load-contract.ts';
import type { Exchange, WireClient, WireRequest, Fault } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { InvariantWatch } from '../invariants/invariant-watch.ts';
import { ReadLag } from '../../targets/pacing/read-lag.ts';
import { realPace } from '../../targets/pacing/pace.ts';
import { RegionPlan } from '../resources/region/plan.ts';
import { Session, type RunEnvironment } from '../session.ts';
import { StateRestorer } from '../restore/state-restorer.ts';
import { Survey } from '../survey/survey.ts';
import { TroubleBook } from '../trouble/trouble-book.ts';
import { loneTarget } from './run-against.ts';
import type { JsonObject } from '../../spec/json.ts';
import { readAnswer, type Answer } from '../answers/answer.ts';

/** A client that never leaves the process: it answers each request as `respond` says; for tests. */
function scriptedClient(respond: (request: WireRequest, index: number) => Crafted): WireClient {
  let sent = 0;
  return {
    async send(request): Promise<Exchange> {
      // Timers must get their turn, as they do while a network is waited for.
      await turn();
      const exchange = craftExchange({ operation: request.operation, ...respond(request, sent), request });
      sent += 1;
      return exchange;
    },
    close: async () => {},
  };
}

interface TestSession {
  readonly session: Session;
  readonly environment: RunEnvironment;
  readonly restorer: StateRestorer;
}

/** One attempt at a rule over a scripted client; for tests. */
export function testSession({
  respond = () => ({}),
  runs = 20,
  shrinkBudget = 400,
  signal = new AbortController().signal,
  target = loneTarget(new URL('http://127.0.0.1:9')),
}: {
  respond?: (request: WireRequest, index: number) => Crafted;
  runs?: number;
  shrinkBudget?: number;
  signal?: AbortSignal;
  target?: Target;
} = {}): TestSession {
  const contract = loadContract();
  const client = scriptedClient(respond);
  const watch = new InvariantWatch(contract);
  const survey = new Survey();
  const trouble = new TroubleBook(target, contract, client);
  const lag = new ReadLag(target.timing.consistencyWindow);
  const regions = new RegionPlan(target.timing, realPace);
  const environment = { target, contract, client, watch, lag, regions, survey, trouble, runs, shrinkBudget };
  const restorer = new StateRestorer(target, contract, client);
  return { session: new Session(environment, 'wire/test', restorer.open(), signal), environment, restorer };
}

/** A request that names no operation, so that nothing is put back for it; for tests. */
export function bareRequest(body = ''): WireRequest {
  return {
    identity: null,
    operation: null,
    method: 'POST',
    target: '/',
    headers: [],
    body: new TextEncoder().encode(body),
  };
}

/** An answer as a test wants it; what is left out is a success of ListRegions without headers and body. */
export interface Crafted {
  readonly operation?: string | null;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are written as JSON. */
  readonly body?: string | Uint8Array | JsonObject;
  /** Instead of a response. */
  readonly fault?: Fault;
  readonly request?: Partial<WireRequest>;
  /** What came of it before it was sent again. */
  readonly earlier?: readonly Exchange[];
}

/** An answer that no server gave; for tests. */
export function craftAnswer(crafted: Crafted): Answer {
  return readAnswer(craftExchange(crafted), loadContract());
}

export function craftExchange({
  operation = 'ListRegions',
  status = 200,
  headers = {},
  body = '',
  fault,
  request = {},
  earlier,
}: Crafted): Exchange {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  const sent = {
    identity: null,
    operation,
    method: 'POST',
    target: '/',
    headers: [],
    body: new Uint8Array(),
  };
  return {
    request: { ...sent, ...request },
    sentHeaders: [],
    response: fault ? null : { status, headers: Object.entries(headers), body: bytes },
    fault: fault ?? null,
    startedAt: 0,
    durationMs: 0,
    ...(earlier ? { earlier } : {}),
  };
}
