import type { Rule } from '../rule.ts';
import { extraRegionRulesB } from './extra-b-regions.rules.ts';

export const extraRulesB: readonly Rule[] = [...extraRegionRulesB];
