import type * as fc from 'fast-check';
import type { Contract, Operation } from '../spec/contract.ts';
import { weighted } from './choose.ts';
import { KINDS } from './fuzz-call.ts';
import type { Kind } from './fuzz-call.ts';

/** One kind of input for one operation: what is tried more while it shows something new. */
interface Arm {
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
  readonly #byKey = new Map<string, Arm>();
  #weights: number[] = [];

  constructor(contract: Contract, allowed: (operation: Operation) => boolean) {
    for (const operation of Object.values(contract.operations).filter(allowed)) {
      for (const kind of KINDS) {
        const { name } = operation;
        const pages = name === PAGED ? BASE.page : 0;
        const base =
          kind === 'page' ? pages : name === PAGED && kind === 'valid' ? BASE.valid / 4 : BASE[kind];
        if (base === 0) continue;
        const arm: Arm = { kind, operation: name, base, tries: 0, news: 0 };
        this.#arms.push(arm);
        this.#byKey.set(`${kind} ${name}`, arm);
      }
    }
    this.refresh();
  }

  get empty(): boolean {
    return this.#arms.length === 0;
  }

  choose(random: fc.Random): Pick<Arm, 'kind' | 'operation'> {
    const arm = this.#arms[weighted(random, this.#weights)];
    if (!arm) throw new RangeError('no operation may be sent');
    return arm;
  }

  /** Of calls that were made: how many, and how many things were new. */
  reward(kind: Kind, operation: string, tries: number, news: number): void {
    const arm = this.#byKey.get(`${kind} ${operation}`);
    if (!arm) return;
    arm.tries += tries;
    arm.news += news;
  }

  /** Rewards count from the next round on, so that what is drawn does not depend on which answer came first. */
  refresh(): void {
    this.#weights = this.#arms.map(({ base, tries, news }) => base * (0.5 + (4 * (news + 1)) / (tries + 4)));
  }
}
