import type { Contract, Resource } from '../spec/contract.ts';
import type { Target } from '../targets/target.ts';
import type { Rule } from './rule.ts';

/** What a rule holds while it runs: no other rule may hold the same. */
export function leasesOf(rule: Rule, contract: Contract, target: Target): readonly string[] {
  const resources = new Set<Resource>(rule.uses ?? []);
  for (const name of rule.operations) {
    const operation = contract.operations[name];
    if (operation?.changes) resources.add(operation.changes);
    if (operation?.reads) resources.add(operation.reads);
  }
  const scopes = scopesOf(rule, target);
  return [...resources].flatMap((resource) => scopes.map((scope) => `${scope} ${resource}`));
}

/** The lead's account and the organizations' are apart only where the lead is in no organization. */
function scopesOf({ accounts, needs = [] }: Rule, target: Target): string[] {
  const lead = target.identities[0]?.organization === null ? 'lead' : 'organizations';
  const touched = accounts ?? (needs.length === 0 ? 'lead' : 'organizations');
  if (touched === 'lead') return [lead];
  return touched === 'all' ? [...new Set([lead, 'organizations'])] : ['organizations'];
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
