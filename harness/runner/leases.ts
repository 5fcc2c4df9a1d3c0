import type { Contract, Resource } from '../../spec/contract.ts';
import type { Target } from '../../targets/target.ts';
import { defaultCallerOf, defaultCallersOf, managedMember } from '../default-caller.ts';
import type { Rule } from '../rule.ts';

const ORGANIZATIONS = 'organizations';

/** What a rule holds while it runs: no other rule may hold the same. Its default caller follows from its seed. */
export function leasesOf(rule: Rule, contract: Contract, target: Target, seed: number): readonly string[] {
  const resources = new Set<Resource>(rule.uses ?? []);
  for (const name of rule.operations) {
    const operation = contract.operations[name];
    if (operation?.changes) resources.add(operation.changes);
    if (operation?.reads) resources.add(operation.reads);
  }
  const scopes = scopesOf(rule, target, seed);
  return [...resources].flatMap((resource) => scopes.map((scope) => `${scope} ${resource}`));
}

/** The accounts of the default callers are separate from the organizations' only if the default callers are in no organization. */
function scopesOf({ accounts, needs = [] }: Rule, target: Target, seed: number): string[] {
  const defaultCaller = defaultCallerOf(target, seed);
  if (defaultCaller === null || defaultCaller.organization !== null) return [ORGANIZATIONS];
  switch (accounts ?? (needs.length === 0 ? 'default caller' : 'organizations')) {
    case 'default caller':
      return [defaultCaller.name];
    case 'organizations':
      return [ORGANIZATIONS];
    case 'managed':
      return [managedMember(target) ? ORGANIZATIONS : defaultCaller.name];
    case 'default caller and organizations':
      return [defaultCaller.name, ORGANIZATIONS];
    case 'all':
      return [...defaultCallersOf(target).map(({ name }) => name), ORGANIZATIONS];
  }
}

/** Hands out leases; a rule that runs alone waits for all others to end. */
export class LeaseBook {
  readonly #held = new Set<string>();
  #running = 0;
  #alone = false;

  isFree(leases: readonly string[], alone: boolean): boolean {
    if (this.#alone || (alone && this.#running > 0)) return false;
    return !leases.some((lease) => this.#held.has(lease));
  }

  take(leases: readonly string[], alone: boolean): void {
    for (const lease of leases) this.#held.add(lease);
    this.#running += 1;
    this.#alone = alone;
  }

  giveBack(leases: readonly string[]): void {
    for (const lease of leases) this.#held.delete(lease);
    this.#running -= 1;
    this.#alone = false;
  }
}

/** Of tasks that could be begun, those of the lowest go first. */
export type Rank = 0 | 1 | 2;

/**
 * Where each rule waits for what it wrote: first those that hold the most, which could otherwise begin only when all
 * others have ended, one after another.
 */
export function widestFirst(leases: readonly string[]): Rank {
  const scopes = new Set(leases.map((lease) => lease.slice(0, lease.lastIndexOf(' '))));
  if (scopes.size > 2) return 0;
  return scopes.has(ORGANIZATIONS) ? 1 : 2;
}

/** Something to run that must not run beside whatever holds the same leases. */
export interface Task {
  readonly leases: readonly string[];
  readonly alone: boolean;
  /** Of those that could be begun, the lowest goes first; 0 where it is not given. */
  readonly rank?: () => Rank;
  run(): Promise<void>;
}

/** The place of the first of the lowest rank that can be begun; -1: none can. */
function nextOf(waiting: readonly Task[], book: LeaseBook): number {
  let next = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [at, { leases, alone, rank }] of waiting.entries()) {
    if (lowest === 0) break;
    if (!book.isFree(leases, alone)) continue;
    const own = rank?.() ?? 0;
    if (own < lowest) [next, lowest] = [at, own];
  }
  return next;
}

/** Runs the tasks in at most as many at once as `workers` says then, each as early in the order as its leases allow. */
export async function runByWorkers(
  tasks: readonly Task[],
  workers: () => number,
  stop: () => boolean,
): Promise<void> {
  const book = new LeaseBook();
  const waiting = [...tasks];
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    if (stop()) waiting.length = 0;
    const next = running.size < workers() ? nextOf(waiting, book) : -1;
    const [task] = next === -1 ? [] : waiting.splice(next, 1);
    if (task) {
      book.take(task.leases, task.alone);
      const worker = task.run().finally(() => {
        book.giveBack(task.leases);
        running.delete(worker);
      });
      running.add(worker);
    } else if (running.size > 0) {
      await Promise.race(running);
    }
  }
}
