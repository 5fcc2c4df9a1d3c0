import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { causeRules } from './cause.ts';

export function unsignedRules(contract: Contract): Rule[] {
  return causeRules(contract, ['unsigned']);
}

export function unknownKeyRules(contract: Contract): Rule[] {
  return causeRules(contract, ['unknown-key']);
}
