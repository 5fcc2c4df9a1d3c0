import { loadLifecycle } from '../../../spec/load-lifecycle.ts';
import type { Pace } from '../../../targets/pacing/pace.ts';
import { RegionBudgetSpent } from '../../errors.ts';

/** Milliseconds. Changes that take less are made as rules like; those that take more are planned. */
const SLOW_MS = 1000;

/** After so many regions that never settled, another one is waited for a multiple of what a change usually takes. */
const MOST_NEVER_SETTLED = 2;
const USUALLY = 4;
/** Of the time that a region may take. */
const AT_LEAST = 1 / 20;

type RegionTiming = { readonly regionTimeout: number; readonly regionBudget?: number };

/** How many cycles, of a change and the one back, have a turn at least: where each change takes all the time that it may. */
export function leastCycles({
  regionTimeout,
  regionBudget = Number.POSITIVE_INFINITY,
}: RegionTiming): number {
  const fit = Math.floor(regionBudget / regionTimeout);
  // The first change is made whatever it takes; before a third one there has to be time for a cycle.
  const changes = fit < 2 ? 1 : Math.max(2, fit - 1);
  return Math.floor(changes / 2);
}

/**
 * How the regions of a run are changed: how long one takes is learned from the first, both ways, what all may take is
 * bounded, and a region that never settled once is not waited for again. Times in milliseconds, as the pace counts them.
 */
export class RegionPlan {
  readonly #budgetMs: number;
  readonly #timeoutMs: number;
  readonly pace: Pace;
  /** The least and the most that a change took, by its request: one alone may have been held up by this machine. */
  readonly #took = new Map<string, { readonly least: number; readonly most: number }>();
  readonly #shown = new Set<string>();
  readonly #accounts = new Map<string, AccountRegions>();
  #isSlow = false;
  #spent = 0;
  /** Up to when the time is counted: what is waited for side by side is waited for once. */
  #countedUntil = Number.NEGATIVE_INFINITY;

  constructor(timing: RegionTiming, pace: Pace) {
    this.#budgetMs = timing.regionBudget ?? Number.POSITIVE_INFINITY;
    this.#timeoutMs = timing.regionTimeout;
    this.pace = pace;
  }

  /** Whether a change takes so long that each one counts. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** The regions of one account: those of another one may settle where they do not. */
  of(account: string): AccountRegions {
    const known = this.#accounts.get(account) ?? new AccountRegions(this.pace, () => this.#patience());
    this.#accounts.set(account, known);
    return known;
  }

  /** Of how many regions, of all accounts together, it was told that they do not settle. */
  get toldCount(): number {
    return this.#accounts.values().reduce((sum, { told }) => sum + told.size, 0);
  }

  /** @throws {RegionBudgetSpent} where so many cycles, of a change and the one back, would take longer than is left. */
  requireTurn(cycles = 1): void {
    if (!this.isSlow) return;
    const cycle = this.#took.values().reduce((sum, { most }) => sum + most, 0);
    if (this.#spent + cycle * cycles > this.#budgetMs) throw new RegionBudgetSpent();
  }

  /** Makes one change, from its request until the region is settled, and learns how long it took. */
  async change(request: string, make: () => Promise<void>): Promise<void> {
    this.requireTurn();
    await this.waiting(async () => {
      const begun = this.pace.now();
      await make();
      const ms = this.pace.now() - begun;
      const { least, most } = this.#took.get(request) ?? { least: ms, most: ms };
      this.#took.set(request, { least: Math.min(least, ms), most: Math.max(most, ms) });
      this.#isSlow = this.#took.values().some((took) => took.least >= SLOW_MS);
    });
  }

  /** Counts what a wait takes. */
  async waiting<T>(wait: () => Promise<T>): Promise<T> {
    const begun = this.pace.now();
    try {
      return await wait();
    } finally {
      this.#count(begun);
    }
  }

  /** Told that a change of this kind was seen whole for a subject. */
  show(subject: string, request: string): void {
    this.#shown.add(`${subject} ${request}`);
  }

  /** Whether a change of this kind was made for the subject, where making another one would take long. */
  wasShown(subject: string, request: string): boolean {
    return this.isSlow && this.#shown.has(`${subject} ${request}`);
  }

  /** How long a region is waited for that may yet settle. */
  #patience(): number {
    const neverSettled = this.#accounts.values().reduce((sum, { neverSettled: { size } }) => sum + size, 0);
    if (neverSettled < MOST_NEVER_SETTLED) return this.#timeoutMs;
    const usually = Math.max(0, ...this.#took.values().map(({ most }) => most)) * USUALLY;
    return Math.min(this.#timeoutMs, Math.max(usually, this.#timeoutMs * AT_LEAST));
  }

  #count(begun: number): void {
    const now = this.pace.now();
    if (now - begun < SLOW_MS) return;
    this.#spent += now - Math.max(begun, this.#countedUntil);
    this.#countedUntil = now;
  }
}

/** Which regions of one account were seen not to settle. */
export class AccountRegions {
  readonly pace: Pace;
  readonly #patience: () => number;
  readonly #neverSettled = new Set<string>();
  readonly #told = new Set<string>();
  readonly #givenUp = new Set<string>();

  constructor(pace: Pace, patience: () => number) {
    this.pace = pace;
    this.#patience = patience;
  }

  /** Regions that did not settle in the time that they have. */
  get neverSettled(): ReadonlySet<string> {
    return this.#neverSettled;
  }

  /** Those of them of which a rule has told, so that all others take other regions. */
  get told(): ReadonlySet<string> {
    return this.#told;
  }

  /** Told that a region did not settle in all of its time when it was to be put back. */
  giveUp(region: string): void {
    this.#givenUp.add(region);
  }

  /** Whether to put it back need not be waited for again. */
  isGivenUp(region: string): boolean {
    return this.#givenUp.has(region);
  }

  /** Told that a rule fails or is blocked by the region, where it never settled. */
  tell(region: string): void {
    if (this.#neverSettled.has(region)) this.#told.add(region);
  }

  /** How long a region is waited for: not at all, where it did not settle before. */
  patience(region: string): number {
    return this.#neverSettled.has(region) ? 0 : this.#patience();
  }

  /** Told how a region was left that was waited for: where it is pending still, nobody waits for it again. */
  left(region: string, status: string | null): void {
    if (status !== null && loadLifecycle().pending.includes(status)) this.#neverSettled.add(region);
  }
}
