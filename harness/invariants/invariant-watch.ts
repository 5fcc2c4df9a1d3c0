import type { Contract } from '../../spec/contract.ts';
import type { Answer } from '../answers/answer.ts';
import type { TracedCall } from '../trace.ts';
import { Breaches } from './breach.ts';
import { isOpen, type Invariant, type InvariantMemory } from './invariant.ts';
import { INVARIANTS } from './registry.ts';

const REMEMBERED_IDS = 100_000;

/** What became of one invariant so far. */
export interface InvariantTally {
  readonly invariant: Invariant;
  checked: number;
  broken: number;
  /** Of attempts that were sent again and then kept it. */
  passing: number;
  readonly breaches: Breaches;
}

/** Holds every exchange of a run against the invariants. */
export class InvariantWatch {
  readonly tallies: readonly InvariantTally[] = INVARIANTS.map((invariant) => ({
    invariant,
    checked: 0,
    broken: 0,
    passing: 0,
    breaches: new Breaches(),
  }));
  readonly #contract: Contract;
  readonly #memory: InvariantMemory = { requestIds: new Set() };

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** `calls` are the calls of the same attempt, this answer's own last; `earlier` what came of it before it was sent again. */
  observe(answer: Answer, calls: readonly TracedCall[], rule: string, earlier: readonly Answer[] = []): void {
    if (isOpen(answer)) return;
    for (const tally of this.tallies) {
      this.#observeEarlier(tally, earlier, calls, rule);
      const problem = this.#problem(tally, answer);
      if (problem === null) continue;
      tally.broken += 1;
      tally.breaches.add({ problem, answer, calls, rule }, false);
    }
    if (this.#memory.requestIds.size > REMEMBERED_IDS) this.#memory.requestIds.clear();
  }

  #observeEarlier(
    tally: InvariantTally,
    earlier: readonly Answer[],
    calls: readonly TracedCall[],
    rule: string,
  ): void {
    const last = calls.at(-1);
    for (const answer of earlier) {
      const problem = last ? this.#problem(tally, answer) : null;
      if (!last || problem === null) continue;
      tally.passing += 1;
      tally.breaches.add(
        { problem, answer, rule, calls: [...calls.slice(0, -1), { ...last, answer }] },
        true,
      );
    }
  }

  /** What is wrong, in words; `null`: nothing. */
  #problem(tally: InvariantTally, answer: Answer): string | null {
    if (!tally.invariant.applies(answer, this.#contract)) return null;
    tally.checked += 1;
    return tally.invariant.check(answer, this.#contract, this.#memory);
  }
}
