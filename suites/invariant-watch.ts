import type { Contract } from '../spec/contract.ts';
import type { Answer } from './answer.ts';
import type { Invariant, InvariantMemory } from './invariants/invariant.ts';
import { INVARIANTS } from './invariants/registry.ts';
import type { TracedCall } from './trace.ts';

const REMEMBERED_IDS = 100_000;

/** What became of one invariant so far. */
export interface InvariantTally {
  readonly invariant: Invariant;
  checked: number;
  broken: number;
  /** The first breach, with the calls that led to it. */
  first: { problem: string; answer: Answer; calls: readonly TracedCall[]; rule: string } | null;
}

/** Holds every exchange of a run against the invariants: one broken invariant is one finding with a count. */
export class InvariantWatch {
  readonly tallies: readonly InvariantTally[] = INVARIANTS.map((invariant) => ({
    invariant,
    checked: 0,
    broken: 0,
    first: null,
  }));
  readonly #contract: Contract;
  readonly #memory: InvariantMemory = { requestIds: new Set() };

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** `calls` are the calls of the same attempt, this answer's own last. */
  observe(answer: Answer, calls: readonly TracedCall[], rule: string): void {
    for (const tally of this.tallies) {
      if (!tally.invariant.applies(answer, this.#contract)) continue;
      tally.checked += 1;
      const problem = tally.invariant.check(answer, this.#contract, this.#memory);
      if (problem === null) continue;
      tally.broken += 1;
      tally.first ??= { problem, answer, calls: [...calls], rule };
    }
    if (this.#memory.requestIds.size > REMEMBERED_IDS) this.#memory.requestIds.clear();
  }
}
