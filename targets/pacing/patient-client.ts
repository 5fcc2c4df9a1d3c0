import type { Contract } from '../../spec/contract.ts';
import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';
import { realPace, type Pace } from './pace.ts';
import { backOff, throttleDetector } from './throttling.ts';

/** Requests per second, after the first refusal. */
const FIRST = 16;
const LOWEST = 0.2;
/** By so much less after a refusal, and so many requests per second more after a second without one. */
const LESS = 0.7;
const MORE = 1;
/** Milliseconds: requests that were under way together are refused together. */
const TOGETHER_MS = 500;

interface PatienceOptions {
  readonly pace?: Pace | undefined;
  /** From 0 to 1, for the jitter of pauses. */
  readonly random: () => number;
  /** Told once that the service throttles. */
  readonly say?: ((message: string) => void) | undefined;
}

/** A client that waits where it is refused for its rate, and how often it was. */
export interface PatientClient extends WireClient {
  /** Requests that were refused for their rate though nobody meant to provoke that. */
  readonly throttled: number;
}

/** Milliseconds for which one request is sent again while it is refused for its rate. */
const LONGEST_MS = 120_000;
/** The same for one that puts back what was there. */
const LONGEST_TO_RESTORE_MS = 600_000;
/** A request that is refused so often, while another of its caller is answered, is refused for something else. */
const DOUBTFUL = 3;
/** Milliseconds after which a service has room for one request again, whatever its rate. */
const SURELY_FREE_MS = 2_000;
const TOLD =
  'the service refuses requests for their rate: they are sent again, more slowly; --max-requests-per-second keeps below it';

/**
 * Sends again, more slowly, what is refused for its rate, whatever rates the target claims to have. What is refused
 * so while other requests are answered is handed on: that the rate is to blame is not true then.
 */
export function patientClient(
  client: WireClient,
  contract: Contract,
  { pace = realPace, random, say }: PatienceOptions,
): PatientClient {
  const isThrottled = throttleDetector(contract);
  /** By caller; empty until something was refused. */
  const rates = new Map<string, LearnedRate>();
  /** Callers with operations that are refused so though others are answered. */
  const vain = new Set<string>();
  const probe = Object.values(contract.operations).find(
    ({ changes, input }) =>
      changes === null && Object.values(input.members).every(({ required }) => !required),
  );
  let throttled = 0;

  const refused = ({ response }: Exchange) => isThrottled(response);

  async function sendAgain(request: WireRequest, first: Exchange, signal?: AbortSignal): Promise<Exchange> {
    // Once it was waited for in vain, it is the answer, unless the service is busy now.
    if (vain.has(kindOf(request)) && (await otherIsAnswered(request, signal))) return first;
    const caller = callerOf(request);
    const rate = rates.get(caller) ?? new LearnedRate(pace);
    rates.set(caller, rate);
    rate.refused();
    const asked = pace.now();
    return rate.alone(async () => {
      const pause = backOff(first.response, 0, random()) - (pace.now() - asked);
      if (pause > 0) await pace.sleep(pause, signal);
      return sendPatiently(request, rate, signal, 1);
    });
  }

  async function sendPatiently(
    request: WireRequest,
    rate: LearnedRate,
    signal?: AbortSignal,
    /** How often it was refused before. */
    before = 0,
  ): Promise<Exchange> {
    const longest = request.restores ? LONGEST_TO_RESTORE_MS : LONGEST_MS;
    const until = pace.now() + longest;
    for (let attempt = 0; ; attempt += 1) {
      await rate.turn(signal);
      const exchange = await client.send(request, signal);
      if (!refused(exchange)) {
        count(before + attempt);
        rate.answered();
        return exchange;
      }
      rate.refused();
      if (attempt + 1 === DOUBTFUL && (await otherIsAnswered(request, signal))) {
        vain.add(kindOf(request));
        if (throttled === 0) rates.delete(callerOf(request));
        return exchange;
      }
      const pause = Math.max(backOff(exchange.response, attempt, random()), attempt > 0 ? SURELY_FREE_MS : 0);
      if (pace.now() + pause > until) {
        count(before + attempt + 1);
        return unanswered(exchange, attempt + 1, longest);
      }
      await pace.sleep(pause, signal);
    }
  }

  function count(refusals: number): void {
    if (throttled === 0 && refusals > 0) say?.(TOLD);
    throttled += refusals;
  }

  function kindOf(request: WireRequest): string {
    return `${callerOf(request)} ${request.operation ?? ''}`;
  }

  /** Whether a harmless request of the same caller is answered now. */
  async function otherIsAnswered({ identity }: WireRequest, signal?: AbortSignal): Promise<boolean> {
    if (!probe || !identity) return false;
    const exchange = await client.send(
      {
        identity,
        operation: probe.name,
        method: probe.method,
        target: probe.path,
        headers: [['content-type', contract.wire.contentType]],
        body: Buffer.from('{}'),
      },
      signal,
    );
    return exchange.response !== null && !refused(exchange);
  }

  /** An aborted wait is told as an aborted request. */
  function unlessAborted(
    waiting: Promise<Exchange>,
    request: WireRequest,
    signal?: AbortSignal,
  ): Promise<Exchange> {
    return waiting.catch((error: unknown) => {
      if (signal?.aborted) return client.send(request, signal);
      throw error;
    });
  }

  return {
    send(request, signal) {
      if (request.provokes?.includes('rate')) return client.send(request, signal);
      const rate = rates.size === 0 ? undefined : rates.get(callerOf(request));
      if (rate) {
        const answered = rate.alone(() => sendPatiently(request, rate, signal));
        return unlessAborted(answered, request, signal);
      }
      // Nearly always: no more than one promise more.
      return client
        .send(request, signal)
        .then((exchange) =>
          refused(exchange) ? unlessAborted(sendAgain(request, exchange, signal), request, signal) : exchange,
        );
    },
    close: () => client.close(),
    get throttled() {
      return throttled;
    },
  };
}

function callerOf({ identity }: WireRequest): string {
  return identity?.name ?? '';
}

function unanswered(exchange: Exchange, times: number, longestMs: number): Exchange {
  const message = `refused for its rate ${times} times within ${longestMs / 1000} s, though sent ever more slowly: ask for fewer requests by --max-requests-per-second`;
  return { ...exchange, response: null, fault: { kind: 'other', message } };
}

/**
 * How often a service takes a request, learned from what it refuses: less at once, and slowly more again. Requests go
 * one after another, so that one that is refused is not refused for its neighbours.
 */
class LearnedRate {
  readonly #pace: Pace;
  #perSecond = FIRST / LESS;
  #next = Number.NEGATIVE_INFINITY;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  #last: Promise<void> = Promise.resolve();

  /** Once those before it are done. */
  async alone<T>(steps: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const done = Promise.withResolvers<void>();
    this.#last = done.promise;
    await before;
    try {
      return await steps();
    } finally {
      done.resolve();
    }
  }

  /** Waits until the next request may be sent. Rejects when the signal is aborted. */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    const now = this.#pace.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.#perSecond;
    if (at > now) await this.#pace.sleep(at - now, signal);
  }

  refused(): void {
    const now = this.#pace.now();
    if (now - this.#refusedAt < TOGETHER_MS) return;
    this.#refusedAt = now;
    this.#perSecond = Math.max(LOWEST, this.#perSecond * LESS);
  }

  answered(): void {
    this.#perSecond += MORE / this.#perSecond;
  }
}
