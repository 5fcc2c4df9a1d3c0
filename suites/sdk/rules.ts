import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { errorRules } from './error.rules.ts';
import {
  operationRules,
  otherScriptsRules,
  pagesRules,
} from './operation-and-other-scripts-and-pages.rules.ts';

/** The suite of what the official client makes of the answers. */
export function sdkRules(contract: Contract): Rule[] {
  return [...errorRules, ...operationRules(contract), ...pagesRules, ...otherScriptsRules];
}
