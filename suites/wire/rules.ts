import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { httpRules } from './http.rules.ts';
import { jsonRules } from './json.rules.ts';
import { malformedRules } from './malformed.rules.ts';

/** The suite of how requests are written. */
export function wireRules(contract: Contract): Rule[] {
  return [...httpRules(contract), ...jsonRules(contract), ...malformedRules(contract)];
}
