import type { Contract, Operation, Resource } from '../../spec/contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { operationsNamed } from '../guard/guard-operation.ts';
import { valuesNamed } from '../guard/guard-values.ts';
import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';
import { realPace, type Pace } from './pace.ts';
import { regionsIn } from './region-statuses.ts';

/** A read may be this much further behind than any that was seen, and this many milliseconds. */
const MARGIN = { factor: 1.2, ms: 25 };

/** After so many reads of an operation that stayed wrong for the whole window, the next ones get less time. */
const PROVEN = 3;

/** Of the window: what a read gets that was never seen to lag, once others stayed wrong. */
const SHORT = 1 / 40;

/** So many waits are enough for the values of one property. */
const SHARE = 2;

/** An operation, or another kind of read that is repeated for a reason of its own. */
type Read = Pick<Operation, 'name' | 'reads'>;

/**
 * What is known of how far a target's reads lag its writes, by resource: nothing at first, then what was seen. Times as
 * the pace counts them.
 */
export class ReadLag {
  readonly windowMs: number;
  readonly pace: Pace;
  readonly #furthest = new Map<Resource, number>();
  readonly #written = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #news = 0;
  /** Resources of accounts at which is looked how far reads are behind. */
  readonly #measured = new Set<string>();

  /** @param windowMs how far the target says that reads lag at most; 0: they do not. */
  constructor(windowMs: number, pace: Pace = realPace) {
    this.windowMs = windowMs;
    this.pace = pace;
  }

  /** Looks how far reads of a resource are behind, by reads that wait for nothing; all others wait meanwhile. */
  async measure(accounts: readonly string[], resource: Resource, look: () => Promise<void>): Promise<void> {
    const keys = accounts.map((account) => `${account} ${resource}`);
    for (const key of keys) this.#measured.add(key);
    await look().finally(() => {
      for (const key of keys) this.#measured.delete(key);
    });
  }

  /** Whether a read shows what is there at that moment, old or new. */
  isMeasured(accounts: readonly string[], resource: Resource): boolean {
    return accounts.some((account) => this.#measured.has(`${account} ${resource}`));
  }

  /** Whether a read of the resource was ever seen to lag. */
  lags(resource: Resource): boolean {
    return this.behind(resource) > 0;
  }

  /** How often more was learned of it. */
  get seen(): number {
    return this.#news;
  }

  /** Whether any read was. */
  get isSeen(): boolean {
    return this.#furthest.size + this.#measured.size > 0;
  }

  /** After how long a write shows in every read, as far as was seen; all of the window while that is looked at. Milliseconds. */
  behind(resource: Resource): number {
    const isMeasured = this.#measured.values().some((key) => key.endsWith(` ${resource}`));
    if (isMeasured) return this.windowMs;
    const furthest = this.#furthest.get(resource);
    return furthest === undefined ? 0 : Math.min(this.windowMs, furthest * MARGIN.factor + MARGIN.ms);
  }

  /** Whether what has been going on since then took its share of the time, where most of it is waiting. */
  isEnough(since: number): boolean {
    const behind = Math.max(0, ...[...this.#furthest.keys()].map((resource) => this.behind(resource)));
    return behind > 0 && this.pace.now() - since > behind * SHARE;
  }

  /** Told of a change, or of something that may be one. */
  wrote(account: string, resource: Resource): void {
    this.#written.set(`${account} ${resource}`, this.pace.now());
  }

  /** How long ago the resource was changed; `Infinity`: never, as far as is known. */
  age(accounts: readonly string[], resource: Resource): number {
    const latest = Math.max(
      ...accounts.map((one) => this.#written.get(`${one} ${resource}`) ?? Number.NEGATIVE_INFINITY),
    );
    return this.pace.now() - latest;
  }

  /** Told that a read showed what had been changed so long before. */
  sawStale(resource: Resource, ageMs: number): void {
    if (this.windowMs === 0 || ageMs > this.windowMs) return;
    if (ageMs <= this.behind(resource) && this.#furthest.has(resource)) return;
    this.#furthest.set(resource, Math.max(this.#furthest.get(resource) ?? 0, ageMs));
    this.#news += 1;
  }

  /** How long a read that is not as expected is repeated: no longer than what was seen makes sensible. */
  patience({ name, reads }: Read): number {
    if (reads !== null && this.lags(reads)) return this.behind(reads);
    return (this.#failures.get(name) ?? 0) < PROVEN ? this.windowMs : this.windowMs * SHORT;
  }

  /** Told that a read stayed wrong as long as it was repeated. */
  stayedWrong({ name }: Read): void {
    this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1);
  }
}

/**
 * Lets a read wait until what was changed before shows in it, where reads were seen to lag: what comes is then what is
 * true. One read that is as new as the last write does not end the wait, since the next may come from elsewhere.
 */
export function settledReads(client: WireClient, lag: ReadLag, contract: Contract): WireClient {
  if (lag.windowMs === 0) return client;
  const { pace } = lag;
  const pending = new Set<string>();

  async function send(request: WireRequest, signal?: AbortSignal): Promise<Exchange> {
    const named = operationsNamed(request, contract);
    const read = named.find(({ reads, changes }) => reads !== null && changes === null);
    if (read?.reads) await settle(request, read.reads, signal);
    const exchange = await client.send(request, signal);
    for (const { changes } of named) if (changes !== null) noteChange(request, changes, exchange);
    if (read?.reads === 'region' && lag.lags('region')) noteSettled(request, exchange);
    return exchange;
  }

  async function settle(request: WireRequest, resource: Resource, signal?: AbortSignal): Promise<void> {
    const accounts = accountsOf(request);
    for (;;) {
      const left = lag.behind(resource) - lag.age(accounts, resource);
      if (left <= 0 || lag.isMeasured(accounts, resource) || signal?.aborted) return;
      // An aborted wait is told as an aborted request.
      await pace.sleep(left, signal).catch(() => undefined);
    }
  }

  function noteChange(request: WireRequest, resource: Resource, { response }: Exchange): void {
    const status = response?.status ?? 0;
    if (status >= 400 && status < 500) return;
    for (const account of accountsOf(request)) {
      lag.wrote(account, resource);
      if (resource !== 'region') continue;
      for (const region of valuesNamed(request, 'RegionName')) pending.add(`${account} ${region}`);
    }
  }

  /** A region that has become settled is a change that nobody wrote. */
  function noteSettled(request: WireRequest, { response }: Exchange): void {
    if (pending.size === 0 || response?.status !== 200) return;
    for (const { RegionName: region, RegionOptStatus: status } of regionsIn(response)) {
      if (status === undefined || loadLifecycle().pending.includes(status)) continue;
      for (const account of accountsOf(request))
        if (pending.delete(`${account} ${region}`)) lag.wrote(account, 'region');
    }
  }

  return { send, close: () => client.close() };
}

/** The accounts that a request may act on. */
function accountsOf(request: WireRequest): string[] {
  const own = request.identity?.accountId ?? request.identity?.name ?? '';
  return [...new Set([own, ...valuesNamed(request, 'AccountId')])];
}
