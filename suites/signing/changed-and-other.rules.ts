import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { causeRules } from './cause.ts';

export function changedRules(contract: Contract): Rule[] {
  return causeRules(contract, ['body-changed', 'header-changed', 'path-changed']);
}

export function otherRules(contract: Contract): Rule[] {
  return causeRules(contract, ['other-region', 'other-service']);
}
