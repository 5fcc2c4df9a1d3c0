import type { Waited } from './rule-time.ts';

/** Requests after which what was seen says something. */
const ENOUGH = 40;
/** Milliseconds below which more requests side by side gain little. */
const SLOW_MS = 25;
/** How much longer answers may take side by side than alone, on a service that waits and does not work. */
const AS_ALONE = 1.5;

/** How long answers take, to tell a service that is far away from one that is busy. */
export class Latency {
  #requests = 0;
  #waitedMs = 0;
  /** Milliseconds of one request with no other beside it. */
  #aloneMs = Number.POSITIVE_INFINITY;

  /** Of a request that no other was sent beside. */
  noteAlone(ms: number): void {
    this.#aloneMs = ms;
  }

  note({ requests, waitedMs }: Waited): void {
    this.#requests += requests;
    this.#waitedMs += waitedMs;
  }

  /** Whether answers take long, and no longer side by side than alone: so that more side by side are answered sooner. */
  get isWaiting(): boolean {
    if (this.#requests < ENOUGH || !Number.isFinite(this.#aloneMs)) return false;
    const mean = this.#waitedMs / this.#requests;
    return mean >= SLOW_MS && mean <= this.#aloneMs * AS_ALONE;
  }
}
