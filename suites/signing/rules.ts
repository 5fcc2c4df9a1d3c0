import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { changedRules, otherRules } from './changed-and-other.rules.ts';
import { dateRules, smallSkewRules } from './date-and-small-skew.rules.ts';
import {
  eachPartRules,
  operationRules,
  namedAccountRules,
} from './named-account-and-operation-and-each-part.rules.ts';
import { fieldOrderRules, headerRules } from './header-and-field-order.rules.ts';
import { queryFormRules, version2Rules } from './query-form-and-version-2.rules.ts';
import { tokenRules, wrongSignatureRules } from './wrong-and-missing.rules.ts';
import { unknownKeyRules, unsignedRules } from './unsigned-and-unknown-key.rules.ts';

/** The suite of the signatures. */
export function signingRules(contract: Contract): Rule[] {
  return [
    ...changedRules(contract),
    ...tokenRules(contract),
    ...otherRules(contract),
    ...headerRules(contract),
    ...wrongSignatureRules(contract),
    ...unknownKeyRules(contract),
    ...unsignedRules(contract),
    ...dateRules(contract),
    ...queryFormRules,
    ...fieldOrderRules,
    ...smallSkewRules,
    ...version2Rules,
    ...namedAccountRules,
    ...operationRules(contract),
    ...eachPartRules(contract),
  ];
}
