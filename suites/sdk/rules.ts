import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { errorRules } from './error.rules.ts';
import { operationRules } from './operation.rules.ts';
import { otherScriptsRules } from './other-scripts.rules.ts';
import { pagesRules } from './pages.rules.ts';

/** The suite of what the official client makes of the answers. */
export function sdkRules(contract: Contract): Rule[] {
  return [...errorRules, ...operationRules(contract), ...pagesRules, ...otherScriptsRules];
}
