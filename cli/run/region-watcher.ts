import type { RegionHistory } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { readAnswer } from '../../harness/answers/answer.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';

/** How much is kept of one region, and of how many: what a target makes up must not fill the memory. */
const MOST_ENTRIES = 200;
const MOST_HISTORIES = 2_000;
const LONGEST_TEXT = 64;

interface OpenHistory extends RegionHistory {
  left: number;
}

/** Keeps which status each region of each account was seen with, and which changes were asked for. */
export class RegionWatcher {
  readonly #contract: Contract;
  /** When the run began, by the clock of the exchanges. */
  readonly #origin: number;
  readonly #histories = new Map<string, OpenHistory>();

  constructor(contract: Contract, origin: number) {
    this.#contract = contract;
    this.#origin = origin;
  }

  observe(exchange: Exchange): void {
    const { operation: name, provokes } = exchange.request;
    const operation = name === null ? undefined : this.#contract.operations[name];
    if (!operation || !exchange.response) return;
    if (operation.changes === 'region') this.#observeRequest(exchange, operation.name);
    else if (operation.reads === 'region' && !provokes?.length) this.#observeStatuses(exchange);
  }

  /** Those whose status changed or should have, and the others; each with at most so many entries. */
  histories(): RegionHistory[] {
    return [...this.#histories.values()].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  }

  /** A refused request changes nothing; one that failed otherwise may have. */
  #observeRequest(exchange: Exchange, operation: string): void {
    const status = exchange.response?.status ?? 0;
    if (status >= 400 && status < 500) return;
    const region = inputOf(exchange)['RegionName'];
    if (typeof region !== 'string') return;
    const history = this.#historyOf(exchange, region);
    if (!history) return;
    if (history.requests.length >= MOST_ENTRIES) history.left += 1;
    else history.requests.push({ operation, ...this.#times(exchange) });
  }

  #observeStatuses(exchange: Exchange): void {
    const { output } = readAnswer(exchange, this.#contract);
    for (const { region, status } of sightings(output)) {
      const history = this.#historyOf(exchange, region);
      if (history) this.#see(history, status.slice(0, LONGEST_TEXT), this.#times(exchange));
    }
  }

  #see(history: OpenHistory, status: string, { fromMs, toMs }: { fromMs: number; toMs: number }): void {
    const last = history.seen.at(-1);
    if (last?.status === status) {
      last.answers += 1;
      last.fromMs = Math.min(last.fromMs, fromMs);
      last.toMs = Math.max(last.toMs, toMs);
    } else if (history.seen.length >= MOST_ENTRIES) history.left += 1;
    else history.seen.push({ status, fromMs, toMs, answers: 1 });
  }

  #historyOf(exchange: Exchange, region: string): OpenHistory | null {
    const { identity } = exchange.request;
    const named = inputOf(exchange)['AccountId'];
    const account = typeof named === 'string' ? named : (identity?.accountId ?? identity?.name);
    if (account === undefined || region.length > LONGEST_TEXT || account.length > LONGEST_TEXT) return null;
    const made = { account, region, seen: [], requests: [], left: 0 };
    const known = this.#histories.get(key(made));
    if (known || this.#histories.size >= MOST_HISTORIES) return known ?? null;
    this.#histories.set(key(made), made);
    return made;
  }

  #times({ startedAt, durationMs }: Exchange) {
    const fromMs = startedAt - this.#origin;
    return { fromMs: tenths(fromMs), toMs: tenths(fromMs + durationMs) };
  }
}

function key({ account, region }: Pick<RegionHistory, 'account' | 'region'>): string {
  return `${account} ${region}`;
}

function tenths(milliseconds: number): number {
  return Math.round(Math.max(0, milliseconds) * 10) / 10;
}

function inputOf({ request }: Exchange): JsonObject {
  try {
    const parsed = JSON.parse(Buffer.from(request.body).toString('utf8')) as Json;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Every pair of a region and its status, wherever an output holds it. */
function sightings(value: Json | undefined): { region: string; status: string }[] {
  if (Array.isArray(value)) return value.flatMap(sightings);
  if (!isObject(value)) return [];
  const { RegionName: region, RegionOptStatus: status } = value;
  if (typeof region === 'string' && typeof status === 'string') return [{ region, status }];
  return Object.values(value).flatMap(sightings);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
