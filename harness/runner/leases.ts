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

  tryTake(leases: readonly string[], alone: boolean): boolean {
    if (this.#alone || (alone && this.#running > 0)) return false;
    if (leases.some((lease) => this.#held.has(lease))) return false;
    for (const lease of leases) this.#held.add(lease);
    this.#running += 1;
    this.#alone = alone;
    return true;
  }

  giveBack(leases: readonly string[]): void {
    for (const lease of leases) this.#held.delete(lease);
    this.#running -= 1;
    this.#alone = false;
  }
}
