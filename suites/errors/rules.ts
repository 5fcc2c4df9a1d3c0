import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { accountIdFormsRules, contactRules } from './contact-and-account-id-forms.rules.ts';
import {
  backtrackingTextsRules,
  hazardousStringsRules,
  loneSurrogatesRules,
} from './awkward-texts-and-lone-surrogates.rules.ts';
import { everyRules, severalRules } from './several-and-every.rules.ts';
import { implementedRules, validRequestRules } from './implemented-and-valid-request.rules.ts';
import { invalidRules } from './invalid.rules.ts';
import { sensitiveValuesRules } from './sensitive-values.rules.ts';
import { refusalsRules, sameRequestRules } from './refusals-and-same-request.rules.ts';

/** The suite of what is refused, and how. */
export function errorRules(contract: Contract): Rule[] {
  return [
    ...contactRules,
    ...severalRules,
    ...invalidRules(contract),
    ...everyRules,
    ...loneSurrogatesRules,
    ...hazardousStringsRules(contract),
    ...backtrackingTextsRules(contract),
    ...accountIdFormsRules(contract),
    ...sensitiveValuesRules,
    ...sameRequestRules,
    ...refusalsRules,
    ...implementedRules(contract),
    ...validRequestRules(contract),
  ];
}
