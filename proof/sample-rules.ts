import type { Contract } from '../spec/contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import { errorTable } from '../harness/answers/error-table.ts';
import type { Rule } from '../harness/rule.ts';

const carried = new WeakMap<readonly Rule[], readonly Rule[]>();

/**
 * A few rules that send accepted and refused requests, for what every exchange must hold: of each operation the first
 * obligations of each side, for each documented error the first rule that provokes it, each member of a
 * contact broken, and an unknown path.
 */
export function sampleRulesOf(rules: readonly Rule[], contract: Contract): readonly Rule[] {
  const known = carried.get(rules) ?? chosen(rules, contract);
  carried.set(rules, known);
  return known;
}

const SIDES = ['accepts', 'refuses'] as const;

function chosen(rules: readonly Rule[], contract: Contract): Rule[] {
  const obligations = obligationsOf(contract).filter(
    ({ level, unobservable }) => level === 'must' && unobservable === undefined,
  );
  const ids = Object.keys(contract.operations).flatMap((operation) =>
    SIDES.flatMap(
      (side) => obligations.find((one) => one.operation === operation && one.side === side)?.id ?? [],
    ),
  );
  const provoking = Map.groupBy(errorTable(contract), ({ error }) => error)
    .values()
    .flatMap((rows) => rows.flatMap((row) => row.rules).slice(0, 1));
  const sampleRules = new Set([...ids, ...provoking, `${UNKNOWN_PATH}${readOperation(contract)}`]);
  return rules.filter(({ id }) => sampleRules.has(id) || id.startsWith(EACH_MEMBER));
}

/** Rules that break each member of a contact once. */
const EACH_MEMBER = 'errors/invalid-for-member/Put';

/** Of the wire rules, the one whose refusal names no operation. */
const UNKNOWN_PATH = 'wire/http/path-unknown/';

function readOperation(contract: Contract): string {
  return Object.values(contract.operations).find(({ changes }) => changes === null)?.name ?? '';
}
