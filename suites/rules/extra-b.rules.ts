import type { Rule } from '../rule.ts';
import { extraConsistencyRulesB } from './extra-b-consistency.rules.ts';
import { extraContextRulesB } from './extra-b-context.rules.ts';
import { extraIsolationRulesB } from './extra-b-isolation.rules.ts';
import { extraListingRulesB } from './extra-b-listing.rules.ts';
import { extraRegionRulesB } from './extra-b-regions.rules.ts';
import { extraSigningRulesB } from './extra-b-signing.rules.ts';
import { extraTokenRulesB } from './extra-b-tokens.rules.ts';

export const extraRulesB: readonly Rule[] = [
  ...extraConsistencyRulesB,
  ...extraContextRulesB,
  ...extraIsolationRulesB,
  ...extraListingRulesB,
  ...extraRegionRulesB,
  ...extraSigningRulesB,
  ...extraTokenRulesB,
];
