import type { Operation } from '../spec/contract.ts';
import type { Json } from '../spec/json.ts';
import { loadLifecycle } from '../spec/load-lifecycle.ts';
import type { ReadLag } from '../targets/pacing/read-lag.ts';
import type { Identity } from '../targets/target.ts';
import { asObject, type Answer } from './answers/answer.ts';

/** Milliseconds between two reads that look how long what was before is shown. */
const PAUSE_MS = 20;
/** Of the window: how much later than it was true a read may be seen to be so, the first time. */
const PRECISION = 1 / 40;

/** Learns, from one read that is repeated until it is as expected, how far reads are behind. */
export class StaleReads {
  readonly #lag: ReadLag;
  readonly #operation: Operation | undefined;
  readonly #accounts: readonly string[];
  readonly #isFirst: boolean;
  /** How long before the read that is under way the last change was. */
  #age = Number.POSITIVE_INFINITY;
  /** The age at which what was before was shown no more: reads come one by one, so it may have been shown up to then. */
  #stale: number | null = null;
  #isStale = false;
  #caughtUp = false;

  constructor(lag: ReadLag, operation: Operation | undefined, accounts: readonly string[]) {
    this.#lag = lag;
    this.#operation = operation;
    this.#accounts = accounts;
    this.#isFirst = operation?.reads ? !lag.lags(operation.reads) : false;
  }

  /** Whether what was before was shown, and then what is. */
  get found(): boolean {
    return this.#caughtUp && this.#stale !== null;
  }

  /** Milliseconds between two reads at most, where it is still to be learned how far they are behind. */
  get longestPauseMs(): number | undefined {
    return this.#isFirst ? this.#lag.windowMs * PRECISION : undefined;
  }

  /** Sends one read, and keeps how long before the last change was. */
  timed(send: () => Promise<Answer>): Promise<Answer> {
    const { reads = null } = this.#operation ?? {};
    if (this.#lag.windowMs > 0 && reads !== null) this.#age = this.#lag.age(this.#accounts, reads);
    return send();
  }

  /** Told of each answer, and whether it will do; returns that. */
  noted(answer: Answer, enough: boolean): boolean {
    const within = this.#age <= this.#lag.windowMs;
    if (this.#isStale) this.#stale = Math.min(this.#age, this.#lag.windowMs);
    if (enough) this.#caughtUp = true;
    this.#isStale = !enough && within && !isPending(answer);
    return enough;
  }

  /** The first time, reads on until the window ends: another read may be further behind. */
  async lookOn(
    send: () => Promise<Answer>,
    enough: (answer: Answer) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { reads = null } = this.#operation ?? {};
    if (reads === null || this.#stale === null) return;
    let furthest = this.#stale;
    let wasStale = false;
    const look = async () => {
      while (this.#lag.age(this.#accounts, reads) < this.#lag.windowMs) {
        await this.#lag.pace.sleep(PAUSE_MS, signal);
        const age = this.#lag.age(this.#accounts, reads);
        const answer = await send();
        if (wasStale) furthest = Math.max(furthest, age);
        wasStale = !enough(answer) && !isPending(answer);
      }
      if (wasStale) furthest = this.#lag.windowMs;
      this.#lag.sawStale(reads, Math.min(furthest, this.#lag.windowMs));
    };
    if (this.#isFirst) await this.#lag.measure(this.#accounts, reads, look);
    else this.#lag.sawStale(reads, Math.min(furthest, this.#lag.windowMs));
  }

  /** Told that it never was as expected. */
  stayedWrong(): void {
    if (this.#operation) this.#lag.stayedWrong(this.#operation);
  }
}

function isPending({ output }: Answer): boolean {
  const status = output?.['RegionOptStatus'];
  return typeof status === 'string' && loadLifecycle().pending.includes(status);
}

/** The accounts that a call may be about: the one that it names, and the caller's own. */
export function accountsNamed({ accountId, name }: Identity, input: Json): string[] {
  const named = asObject(input)?.['AccountId'];
  return [accountId ?? name, ...(typeof named === 'string' ? [named] : [])];
}
