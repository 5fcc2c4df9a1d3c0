import type { Contract } from '../../spec/contract.ts';
import { loadQuotas, type Rate } from '../../spec/load-quotas.ts';
import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';
import { operationsNamed } from '../guard/guard-operation.ts';
import { valuesNamed } from '../guard/guard-values.ts';
import { realPace, type Pace } from './pace.ts';
import { PendingProgress, RegionSlots, type PendingChange } from './region-slots.ts';
import { regionsIn } from './region-statuses.ts';
import type { Target } from '../target.ts';
import { throttleDetector } from './throttling.ts';

/** Milliseconds by which a service's clock may be coarser than ours. */
const MARGIN = 5;

interface GovernorOptions {
  /** For all requests together; unlimited where it is not given. */
  readonly maxPerSecond?: number | undefined;
  readonly pace?: Pace | undefined;
  /** Told when something is waited for that takes its time. */
  readonly onWait?: ((message: string) => void) | undefined;
}

const POLL_MS = 1000;

/** Whether the documented quotas are kept on this target. */
export function isGoverned({ loopback, emulator = false, capabilities }: Target): boolean {
  return !(loopback || emulator) || capabilities.quotas === true;
}

/** Keeps below the documented rates and region quotas. */
export function governedClient(
  client: WireClient,
  target: Target,
  contract: Contract,
  options: GovernorOptions,
): WireClient {
  const { maxPerSecond, pace = realPace, onWait = () => {} } = options;
  // Nothing to keep below: to find that out for each request would cost more than to sign it.
  if (!isGoverned(target) && maxPerSecond === undefined) return client;
  const quotas = loadQuotas();
  const rates = isGoverned(target) ? quotas.rates : {};
  const slots = new RegionSlots(quotas, target.world);
  const progress = new PendingProgress(pace, onWait);
  const buckets = new Map<string, TokenBucket>();
  const all =
    maxPerSecond === undefined ? null : new TokenBucket({ perSecond: maxPerSecond, burst: 1 }, pace);
  const isThrottled = throttleDetector(contract);

  function bucketsOf(request: WireRequest): TokenBucket[] {
    const caller = request.identity?.accountId ?? request.identity?.name ?? '';
    const own = operationsNamed(request, contract).flatMap(({ name }) => {
      const rate = rates[name];
      if (!rate) return [];
      const key = `${caller} ${name}`;
      const bucket = buckets.get(key) ?? new TokenBucket(rate, pace);
      buckets.set(key, bucket);
      return [bucket];
    });
    return all ? [...own, all] : own;
  }

  async function send(request: WireRequest, signal?: AbortSignal): Promise<Exchange> {
    const provoked = request.provokes?.includes('rate') ?? false;
    try {
      if (!provoked) await slotFor(request, signal);
      return await sendOnce(request, provoked, signal);
    } catch (error) {
      // An aborted wait is told as an aborted request.
      if (signal?.aborted) return client.send(request, signal);
      throw error;
    }
  }

  async function sendOnce(request: WireRequest, provoked: boolean, signal?: AbortSignal): Promise<Exchange> {
    const taken: [TokenBucket, Taken][] = [];
    for (const bucket of bucketsOf(request)) {
      taken.push([bucket, provoked ? bucket.takeNow() : await bucket.take(signal)]);
    }
    let refused = false;
    try {
      const exchange = await client.send(request, signal);
      refused = isThrottled(exchange.response);
      noteRegions(request, exchange);
      return exchange;
    } finally {
      for (const [bucket, token] of taken) bucket.answered(token, refused);
    }
  }

  async function slotFor(request: WireRequest, signal?: AbortSignal): Promise<void> {
    if (!isGoverned(target) || !changesRegion(request)) return;
    const account = accountOf(request);
    for (let change = slots.blocking(account); change !== null; change = slots.blocking(account)) {
      onWait(
        `waiting for the change of ${change.region} in account ${change.account}, one of too many at once`,
      );
      const { response } = await sendOnce(statusRequest(request, change), false, signal);
      // What cannot be read cannot be waited for: whether the change is over is for the service to say.
      if (regionsIn(response).length === 0) slots.forget(change);
      if (slots.blocking(account) !== null) await pace.sleep(POLL_MS, signal);
    }
  }

  function changesRegion(request: WireRequest): boolean {
    return operationsNamed(request, contract).some(({ changes }) => changes === 'region');
  }

  function noteRegions(request: WireRequest, { response }: Exchange): void {
    if (!isGoverned(target) || !response || response.status >= 300) return;
    const account = accountOf(request);
    if (changesRegion(request)) {
      for (const region of valuesNamed(request, 'RegionName')) slots.started({ account, region });
      return;
    }
    if (!operationsNamed(request, contract).some(({ reads }) => reads === 'region')) return;
    for (const { RegionName: region, RegionOptStatus: status } of regionsIn(response)) {
      if (region === undefined || status === undefined) continue;
      slots.seen({ account, region }, status);
      progress.seen({ account, region }, status);
    }
  }

  /** Asked by the account's own identity where there is one: a member may not ask about another. */
  function statusRequest(cause: WireRequest, { account, region }: PendingChange): WireRequest {
    const operation = Object.values(contract.operations).find(
      ({ reads, input }) => reads === 'region' && input.members['RegionName']?.required,
    );
    if (!operation) throw new RangeError('the contract has no operation that reads the status of a region');
    const own = target.identities.find(({ accountId }) => accountId === account);
    const identity = own ?? cause.identity;
    const named = identity?.accountId === account ? {} : { AccountId: account };
    return {
      identity,
      operation: operation.name,
      method: operation.method,
      target: operation.path,
      headers: cause.headers.length > 0 ? [['content-type', contract.wire.contentType]] : [],
      body: new TextEncoder().encode(JSON.stringify({ ...named, RegionName: region })),
    };
  }

  return { send, close: () => client.close() };
}

/** The account that a request acts on. */
function accountOf(request: WireRequest): string {
  const [named] = valuesNamed(request, 'AccountId');
  return named ?? request.identity?.accountId ?? '';
}

/** One request that took a token. */
interface Taken {
  /** Where its token stands in the bucket's time. */
  readonly base: number;
}

/**
 * A token bucket as the service keeps it, seen from afar: a request may have arrived at any moment until its answer
 * came, so the bucket is taken to be as empty as that allows. Waiters go in turn.
 */
class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  readonly #pace: Pace;
  readonly #inFlight = new Set<Taken>();
  /** When the bucket will be full again. */
  #full = Number.NEGATIVE_INFINITY;
  #turn: Promise<void> = Promise.resolve();

  constructor({ perSecond, burst }: Rate, pace: Pace) {
    this.#interval = 1000 / perSecond;
    this.#burst = burst;
    this.#pace = pace;
  }

  /** Waits for a token. Rejects when the signal is aborted. */
  take(signal: AbortSignal | undefined): Promise<Taken> {
    const taken = this.#turn.then(async () => {
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#pace.sleep(wait, signal);
      return this.takeNow();
    });
    this.#turn = taken.then(
      () => {},
      () => {},
    );
    return taken;
  }

  /** Takes a token that may not be there. */
  takeNow(): Taken {
    const taken = { base: Math.max(this.#full, this.#pace.now()) };
    this.#full = taken.base + this.#interval;
    this.#inFlight.add(taken);
    return taken;
  }

  /** The answer has come; where the request was refused for its rate, it took nothing. */
  answered(taken: Taken, refused: boolean): void {
    this.#inFlight.delete(taken);
    const late = Math.max(0, this.#pace.now() - taken.base);
    this.#full += refused ? -this.#interval : late;
  }

  #wait(): number {
    const now = this.#pace.now();
    const oldest = Math.min(now, ...[...this.#inFlight].map(({ base }) => base));
    return this.#full + (now - oldest) - (this.#burst - 1) * this.#interval + MARGIN - now;
  }
}
