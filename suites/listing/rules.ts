import type { Rule } from '../../harness/rule.ts';
import { agreesWithStatusRules } from './agrees-with-status.rules.ts';
import { filterRules } from './filter.rules.ts';
import { pageRules } from './page.rules.ts';
import { shownRegionLeavesRules } from './shown-region-leaves.rules.ts';
import { tokenAlteredRules } from './token-altered.rules.ts';
import { tokenOfAnotherAccountRules } from './token-of-another-account.rules.ts';
import { tokenRules } from './token.rules.ts';
import { walksInTurnRules } from './walks-in-turn.rules.ts';

/** The suite of the list of regions. */
export const listingRules: readonly Rule[] = [
  ...pageRules,
  ...tokenRules,
  ...tokenAlteredRules,
  ...tokenOfAnotherAccountRules,
  ...filterRules,
  ...agreesWithStatusRules,
  ...shownRegionLeavesRules,
  ...walksInTurnRules,
];
