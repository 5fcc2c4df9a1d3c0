import type { Contract } from '../../spec/contract.ts';
import type { Target, Tier } from '../../targets/target.ts';
import type { Rule } from '../rule.ts';

const ORDER: readonly Tier[] = ['read', 'write', 'regions'];

/** The tier that a rule needs: what its operations change, by the spec. */
export function tierOf(rule: Pick<Rule, 'operations'>, contract: Contract): Tier {
  const changes = rule.operations.map((name) => contract.operations[name]?.changes ?? null);
  if (changes.includes('region')) return 'regions';
  return changes.some((change) => change !== null) ? 'write' : 'read';
}

/** Whether what needs `needed` may run under `allowed`. */
export function tierAllows(allowed: Tier, needed: Tier): boolean {
  return ORDER.indexOf(needed) <= ORDER.indexOf(allowed);
}

/**
 * Why a rule may not change primary e-mail addresses on a target, whatever the tier: whoever has the address has the
 * account. `null`: it may, or changes none.
 */
export function emailBar(
  { operations }: Pick<Rule, 'operations'>,
  contract: Contract,
  { loopback, oneTimePassword }: Target,
): string | null {
  if (operations.every((name) => contract.operations[name]?.changes !== 'primary-email')) return null;
  if (!loopback) return 'primary e-mail addresses are changed on loopback only';
  return oneTimePassword === undefined ? 'oneTimePassword of the target is not configured' : null;
}
