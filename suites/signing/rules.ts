import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { changedRules } from './changed.rules.ts';
import { dateRules } from './date.rules.ts';
import { eachPartRules } from './each-part.rules.ts';
import { fieldOrderRules } from './field-order.rules.ts';
import { headerRules } from './header.rules.ts';
import { namedAccountRules } from './named-account.rules.ts';
import { operationRules } from './operation.rules.ts';
import { otherRules } from './other.rules.ts';
import { queryFormRules } from './query-form.rules.ts';
import { smallSkewRules } from './small-skew.rules.ts';
import { tokenRules } from './token.rules.ts';
import { unknownKeyRules } from './unknown-key.rules.ts';
import { unsignedRules } from './unsigned.rules.ts';
import { version2Rules } from './version-2.rules.ts';
import { wrongSignatureRules } from './wrong-signature.rules.ts';

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
