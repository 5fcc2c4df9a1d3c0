import type * as fc from 'fast-check';
import type { Contract, Operation } from '../../spec/contract.ts';
import { weighted } from '../draw/choose.ts';
import { KINDS, type FuzzCall, type Kind } from '../fuzz-call.ts';

/** One kind of input for one operation: what is tried more while it shows something new. */
export interface Arm {
  readonly kind: Kind;
  readonly operation: string;
  readonly base: number;
  tries: number;
  news: number;
}

/** How often each kind is tried where nothing is new any more. Many HTTP anomalies cost a connection each. */
const BASE: Readonly<Record<Kind, number>> = {
  valid: 40,
  unusual: 9,
  'one-fault': 18,
  'more-faults': 6,
  page: 12,
  json: 2,
  http: 0.4,
};
const PAGED = 'ListRegions';

/** Chooses what to try next: the less is known of it and the more it showed, the more often. */
export class Energy {
  readonly #arms: Arm[] = [];
  readonly #byOperation = new Map<string, Map<Kind, Arm>>();
  #weights: number[] = [];
  #sum = 0;

  constructor(contract: Contract, allowed: (operation: Operation) => boolean) {
    for (const operation of Object.values(contract.operations).filter(allowed)) {
      const ofOperation = new Map<Kind, Arm>();
      this.#byOperation.set(operation.name, ofOperation);
      for (const kind of KINDS) {
        const { name } = operation;
        const pages = name === PAGED ? BASE.page : 0;
        const base =
          kind === 'page' ? pages : name === PAGED && kind === 'valid' ? BASE.valid / 4 : BASE[kind];
        if (base === 0) continue;
        const arm: Arm = { kind, operation: name, base, tries: 0, news: 0 };
        this.#arms.push(arm);
        ofOperation.set(kind, arm);
      }
    }
    this.refresh();
  }

  get empty(): boolean {
    return this.#arms.length === 0;
  }

  choose(random: fc.Random): Pick<Arm, 'kind' | 'operation'> {
    const arm = this.#arms[weighted(random, this.#weights, this.#sum)];
    if (!arm) throw new RangeError('no operation may be sent');
    return arm;
  }

  /** What a call belongs to; `undefined`: nothing that is chosen here. */
  armOf({ kind, operation }: Pick<FuzzCall, 'kind' | 'operation'>): Arm | undefined {
    return this.#byOperation.get(operation)?.get(kind);
  }

  /** Of calls that were made: how many, and how many things were new. */
  reward(arm: Arm, made: number, news: number): void {
    arm.tries += made;
    arm.news += news;
  }

  /** Rewards count from the next round on, so that what is drawn does not depend on which answer came first. */
  refresh(): void {
    this.#weights = this.#arms.map(({ base, tries, news }) => base * (0.5 + (4 * (news + 1)) / (tries + 4)));
    this.#sum = this.#weights.reduce((sum, weight) => sum + weight, 0);
  }
}
