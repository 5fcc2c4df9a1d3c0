import type { Rule } from '../rule.ts';
import { extraContextRulesB } from './extra-b-context.rules.ts';
import { extraListingRulesB } from './extra-b-listing.rules.ts';
import { extraRegionRulesB } from './extra-b-regions.rules.ts';

export const extraRulesB: readonly Rule[] = [
  ...extraContextRulesB,
  ...extraListingRulesB,
  ...extraRegionRulesB,
];
