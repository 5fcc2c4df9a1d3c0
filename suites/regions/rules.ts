import type { Rule } from '../../harness/rule.ts';
import { contactsIsolationRules, otherRules } from './other-and-contacts-apart.rules.ts';
import { defaultRegionRules } from './default-region.rules.ts';
import { disableRules, enableRules } from './enable-and-disable.rules.ts';
import { listRules } from './list.rules.ts';
import { redundantRules, requestWhileRules } from './redundant-and-request-while.rules.ts';
import { regionRules } from './region.rules.ts';
import { sequenceRules, severalAtOnceRules } from './sequence-and-several-at-once.rules.ts';

/** The suite of the regions and their changes. */
export const regionsRules: readonly Rule[] = [
  ...enableRules,
  ...disableRules,
  ...requestWhileRules,
  ...sequenceRules,
  ...otherRules,
  ...defaultRegionRules,
  ...redundantRules,
  ...regionRules,
  ...listRules,
  ...severalAtOnceRules,
  ...contactsIsolationRules,
];
