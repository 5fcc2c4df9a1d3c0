import type { Rule } from '../../harness/rule.ts';
import {
  agreesWithStatusRules,
  shownRegionLeavesRules,
} from './agrees-with-status-and-shown-region.rules.ts';
import { filterRules } from './filter.rules.ts';
import { pageRules, walksInTurnRules } from './page-and-walks.rules.ts';
import {
  tokenAlteredRules,
  tokenOfAnotherAccountRules,
} from './token-altered-and-of-another-account.rules.ts';
import { tokenRules } from './token.rules.ts';

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
