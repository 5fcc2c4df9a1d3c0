import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { acceptedRows } from './context-accepted.rules.ts';
import { alikeRow } from './context-alike.rules.ts';
import { isolationRules } from './context-isolation.rules.ts';
import { refusedRows } from './context-refused.rules.ts';
import { rowRules } from './context-row.ts';

/** The suite of whose account a call acts on: every row of the contract's table for every operation. */
export function contextRules(contract: Contract): Rule[] {
  const rows = [...acceptedRows, ...refusedRows, alikeRow];
  return [...rows.flatMap((row) => rowRules(contract, row)), ...isolationRules];
}
