import { SafetyRefusal } from './safety-refusal.ts';
import type { Target, Tier } from '../target.ts';

const ORDER: readonly Tier[] = ['read', 'write', 'regions'];

/**
 * What a run may change: what the configuration says, lowered by what was asked for.
 * @throws {SafetyRefusal} where more is asked for than is allowed, or no region may change in tier regions.
 */
export function allowedTier({ safety, loopback, name }: Target, asked: Tier | undefined): Tier {
  const tier = asked ?? safety.tier;
  if (ORDER.indexOf(tier) > ORDER.indexOf(safety.tier)) {
    throw new SafetyRefusal(
      `target "${name}": --tier ${tier} is more than its configuration allows (${safety.tier}): set safety.tier there`,
    );
  }
  if (tier === 'regions' && !loopback && safety.regions.length === 0) {
    throw new SafetyRefusal(
      `target "${name}": tier regions, but no region may change: name some in safety.regions, or use --tier write`,
    );
  }
  return tier;
}
