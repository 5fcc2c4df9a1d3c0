import type { Rule } from '../../harness/rule.ts';
import { atOnceRules, ownRules } from './own-and-at-once.rules.ts';
import { contactHistoryRules, regionRules } from './history-and-region.rules.ts';

/** The suite of what concurrent calls and repeated reads see. */
export const consistencyRules: readonly Rule[] = [
  ...contactHistoryRules,
  ...atOnceRules,
  ...regionRules,
  ...ownRules,
];
