import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { causeRules } from './cause.ts';

export function wrongSignatureRules(contract: Contract): Rule[] {
  return causeRules(contract, ['wrong-signature']);
}

export function tokenRules(contract: Contract): Rule[] {
  return causeRules(contract, ['missing-token', 'wrong-token']);
}
