import type { Rule } from '../../harness/rule.ts';
import { changeRules } from './listing-changes.rules.ts';
import { filterRules } from './listing-filters.rules.ts';
import { pageRules } from './listing-pages.rules.ts';
import { tokenRules } from './listing-tokens.rules.ts';

/** The suite of the list of regions. */
export const listingRules: readonly Rule[] = [...pageRules, ...filterRules, ...tokenRules, ...changeRules];
