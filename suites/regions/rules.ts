import type { Rule } from '../../harness/rule.ts';
import { contactsApartRules } from './contacts-apart.rules.ts';
import { defaultRegionRules } from './default-region.rules.ts';
import { disableRules } from './disable.rules.ts';
import { enableRules } from './enable.rules.ts';
import { listRules } from './list.rules.ts';
import { otherRules } from './other.rules.ts';
import { redundantRules } from './redundant.rules.ts';
import { regionRules } from './region.rules.ts';
import { requestWhileRules } from './request-while.rules.ts';
import { sequenceRules } from './sequence.rules.ts';
import { severalAtOnceRules } from './several-at-once.rules.ts';

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
  ...contactsApartRules,
];
