import type { Contract } from '../spec/contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import type { Rule } from '../suites/rule.ts';

const carried = new WeakMap<readonly Rule[], readonly Rule[]>();

/**
 * A few rules that send accepted and refused requests, for what every exchange must hold: of each operation the first
 * obligations of each side, and of one operation that reads everything malformed.
 */
export function carriersOf(rules: readonly Rule[], contract: Contract): readonly Rule[] {
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
  const read = Object.values(contract.operations).find(({ changes }) => changes === null)?.name ?? '';
  return rules.filter(({ id }) => ids.includes(id) || (id.startsWith('wire/') && id.endsWith(`/${read}`)));
}
