import type { Contract } from '../../spec/contract.ts';
import type { Answer } from '../answers/answer.ts';
import type { Invariant, InvariantMemory } from './invariant.ts';
import { INVARIANTS } from './registry.ts';
import type { TracedCall } from '../trace.ts';

const REMEMBERED_IDS = 100_000;

/** What became of one invariant so far. */
export interface InvariantTally {
  readonly invariant: Invariant;
  checked: number;
  broken: number;
  /** Of attempts that were sent again and then kept it. */
  passing: number;
  /** The first breach. */
  first: Breach | null;
  /** The first of those that passed. */
  firstPassing: Breach | null;
}

/** One answer that breaks an invariant, with the calls that led to it. */
interface Breach {
  readonly problem: string;
  readonly answer: Answer;
  readonly calls: readonly TracedCall[];
  readonly rule: string;
}

/** Holds every exchange of a run against the invariants: one broken invariant is one finding with a count. */
export class InvariantWatch {
  readonly tallies: readonly InvariantTally[] = INVARIANTS.map((invariant) => ({
    invariant,
    checked: 0,
    broken: 0,
    passing: 0,
    first: null,
    firstPassing: null,
  }));
  readonly #contract: Contract;
  readonly #memory: InvariantMemory = { requestIds: new Set() };

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** `calls` are the calls of the same attempt, this answer's own last; `earlier` what came of it before it was sent again. */
  observe(answer: Answer, calls: readonly TracedCall[], rule: string, earlier: readonly Answer[] = []): void {
    for (const tally of this.tallies) {
      this.#observeEarlier(tally, earlier, calls, rule);
      if (!tally.invariant.applies(answer, this.#contract)) continue;
      tally.checked += 1;
      const problem = tally.invariant.check(answer, this.#contract, this.#memory);
      if (problem === null) continue;
      tally.broken += 1;
      tally.first ??= { problem, answer, calls: [...calls], rule };
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
      if (!last || !tally.invariant.applies(answer, this.#contract)) continue;
      tally.checked += 1;
      const problem = tally.invariant.check(answer, this.#contract, this.#memory);
      if (problem === null) continue;
      tally.passing += 1;
      tally.firstPassing ??= { problem, answer, rule, calls: [...calls.slice(0, -1), { ...last, answer }] };
    }
  }
}
