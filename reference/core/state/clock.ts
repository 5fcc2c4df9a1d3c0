/** Where the service reads the time: milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The time of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

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
