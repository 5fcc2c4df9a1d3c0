import type { Rule } from '../../harness/rule.ts';
import { transitionOf } from '../../harness/resources/region/change.ts';
import { changes } from './change.ts';

export const enableRules: readonly Rule[] = [changes(transitionOf('EnableRegion'))];

export const disableRules: readonly Rule[] = [changes(transitionOf('DisableRegion'))];
