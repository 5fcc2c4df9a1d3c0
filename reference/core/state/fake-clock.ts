import type { Clock } from './clock.ts';

const START = Date.UTC(2026, 0, 1);

/** A clock that stands until it is moved; milliseconds since 1970. */
export class FakeClock implements Clock {
  #now: number;

  constructor(now: number = START) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
