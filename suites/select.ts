import type { Contract, Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import { allRules } from './registry.ts';
import { SUITES, suiteOf, type Rule } from '../harness/rule.ts';
import { isInShard, type Part, type Shard } from '../harness/runner/shards.ts';
import { fits } from '../results/text/fits.ts';

export interface Selection {
  readonly suites: readonly string[];
  /** Ids, or patterns with `*`. */
  readonly rules: readonly string[];
  readonly operations: readonly string[];
  /** `index` counts from 1. */
  readonly shard: Shard | null;
}

export interface Selected {
  readonly rules: readonly Rule[];
  /** Ids of rules and invariants to report. */
  readonly reported: ReadonlySet<string>;
  /** The selection has rules, and this shard of it none. */
  readonly emptyShard?: boolean;
  /** Ids of the accounts that this shard alone may change; absent: all. */
  readonly accounts?: ReadonlySet<string>;
}

/** Takes one shard's part of the selected rules. */
export type Divide = (rules: readonly Rule[], shard: Shard) => Part;

/** A name in a selection that nothing is called; the caller says so and names the nearest. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
  readonly kind: 'suite' | 'rule' | 'operation';
  readonly given: string;
  readonly known: readonly string[];

  constructor(kind: UnknownName['kind'], given: string, known: readonly string[]) {
    super(`unknown ${kind} "${given}"`);
    this.kind = kind;
    this.given = given;
    this.known = known;
  }
}

/**
 * The rules that run and what is reported of them. Invariants watch whatever runs; selected alone, all rules run.
 * @param divide how a shard's part is taken; by the ids, where it is not given.
 * @throws {UnknownName} for a name that fits nothing.
 */
export function selectRules(contract: Contract, selection: Selection, divide: Divide = byId): Selected {
  checkNames('suite', selection.suites, SUITES);
  checkNames('operation', selection.operations, Object.keys(contract.operations));
  const every = allRules(contract);
  const ids = [...every.map(({ id }) => id), ...INVARIANTS.map(({ id }) => id)];
  for (const pattern of selection.rules) {
    if (!ids.some((id) => fits(pattern, id))) throw new UnknownName('rule', pattern, ids);
  }
  const wanted = (id: string) =>
    (selection.suites.length === 0 || selection.suites.includes(suiteOf(id))) &&
    (selection.rules.length === 0 || selection.rules.some((pattern) => fits(pattern, id)));
  const { operations } = selection;
  const ofOperations = (rule: Rule) =>
    operations.length === 0 || operations.some((name) => rule.operations.includes(name));
  const chosen = every.filter((rule) => wanted(rule.id) && ofOperations(rule));
  const invariants = INVARIANTS.filter(({ id }) => wanted(id)).map(({ id }) => id);
  const all = chosen.length > 0 ? chosen : invariants.length > 0 ? every.filter(ofOperations) : [];
  const part = selection.shard && divide(all, selection.shard);
  const rules = part?.rules ?? all;
  return {
    rules,
    reported: new Set([...chosen.filter((rule) => rules.includes(rule)).map(({ id }) => id), ...invariants]),
    emptyShard: all.length > 0 && rules.length === 0,
    ...(part?.accounts ? { accounts: part.accounts } : {}),
  };
}

/** What a run is made of, once the target is known. */
export interface Selectable {
  readonly contract: Contract;
  readonly selected: Selected;
}

/** The contract of an edition and the rules of a selection. @throws {UnknownName} */
export function selectFrom(edition: Edition, selection: Partial<Selection>, divide?: Divide): Selectable {
  const contract = loadContract(edition);
  const whole = { suites: [], rules: [], operations: [], shard: null };
  return { contract, selected: selectRules(contract, { ...whole, ...selection }, divide) };
}

function checkNames(kind: UnknownName['kind'], given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UnknownName(kind, unknown, known);
}

function byId(rules: readonly Rule[], shard: Shard): Part {
  return { rules: rules.filter(({ id }) => isInShard(id, shard)), accounts: null };
}
