import { EDITIONS, type Contract, type Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import { allRules } from './registry.ts';
import { SUITES, suiteOf, type Rule } from '../harness/rule.ts';
import type { Stated } from '../harness/runner/not-run.ts';
import { isInShard, type Part, type Shard } from '../harness/runner/shards.ts';
import { fits } from '../results/text/fits.ts';

export interface Selection {
  readonly suites: readonly string[];
  /** Ids, or patterns with `*`. */
  readonly rules: readonly string[];
  readonly operations: readonly string[];
  /** Suites, ids, or patterns with `*`: what of the others is left out. */
  readonly exclude: readonly string[];
  /** `index` counts from 1. */
  readonly shard: Shard | null;
}

/** What is selected where nothing is said. */
export const EVERYTHING: Selection = { suites: [], rules: [], operations: [], exclude: [], shard: null };

export interface Selected {
  readonly rules: readonly Rule[];
  /** Ids of rules and invariants to report. */
  readonly reported: ReadonlySet<string>;
  /** The selection has rules, and this shard of it none. */
  readonly emptyShard?: boolean;
  /** Ids of the accounts that this shard alone may change; absent: all. */
  readonly accounts?: ReadonlySet<string>;
  /** What would have been reported, had it not been excluded. */
  readonly excluded: readonly Excluded[];
}

/** A rule or an invariant that is left out, and what it was excluded by. */
interface Excluded {
  readonly stated: Stated;
  readonly by: string;
}

/** Takes one shard's part of the selected rules. */
export type Divide = (rules: readonly Rule[], shard: Shard) => Part;

/** A name in a selection that nothing is called; the caller says so and names the nearest. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
  readonly kind: 'suite' | 'rule' | 'operation' | 'rule or suite';
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
  for (const name of selection.exclude) {
    const isKnown = (id: string) => isNamed(name, id);
    if (!isSuite(name) && !ids.some(isKnown) && !idsOfAllEditions().some(isKnown))
      throw new UnknownName('rule or suite', name, [...SUITES, ...ids]);
  }
  const asked = (id: string) =>
    (selection.suites.length === 0 || selection.suites.includes(suiteOf(id))) &&
    (selection.rules.length === 0 || selection.rules.some((pattern) => fits(pattern, id)));
  const excludedBy = (id: string) => selection.exclude.find((name) => isNamed(name, id));
  const wanted = (id: string) => asked(id) && excludedBy(id) === undefined;
  const { operations } = selection;
  const ofOperations = (rule: Rule) =>
    operations.length === 0 || operations.some((name) => rule.operations.includes(name));
  const chosen = every.filter((rule) => wanted(rule.id) && ofOperations(rule));
  const invariants = INVARIANTS.filter(({ id }) => wanted(id)).map(({ id }) => id);
  const watched = () => every.filter((rule) => ofOperations(rule) && excludedBy(rule.id) === undefined);
  const all = chosen.length > 0 ? chosen : invariants.length > 0 ? watched() : [];
  const part = selection.shard && divide(all, selection.shard);
  const rules = part?.rules ?? all;
  return {
    rules,
    reported: new Set([...chosen.filter((rule) => rules.includes(rule)).map(({ id }) => id), ...invariants]),
    emptyShard: all.length > 0 && rules.length === 0,
    ...(part?.accounts ? { accounts: part.accounts } : {}),
    excluded: [...every.filter(ofOperations), ...INVARIANTS].flatMap((stated) => {
      const by = asked(stated.id) ? excludedBy(stated.id) : undefined;
      const isOurs = !selection.shard || isInShard(stated.id, selection.shard);
      return by !== undefined && isOurs ? [{ stated, by }] : [];
    }),
  };
}

/** One configuration serves all editions: what another one alone has may be excluded from this one, too. */
function idsOfAllEditions(): string[] {
  return EDITIONS.flatMap((edition) => allRules(loadContract(edition)).map(({ id }) => id));
}

/** Whether an exclusion means this rule: by its suite, its id, or a pattern. */
function isNamed(name: string, id: string): boolean {
  return isSuite(name) ? suiteOf(id) === name : fits(name, id);
}

function isSuite(name: string): boolean {
  return (SUITES as readonly string[]).includes(name);
}

/** What a run is made of, once the target is known. */
export interface Selectable {
  readonly contract: Contract;
  readonly selected: Selected;
}

/** The contract of an edition and the rules of a selection. @throws {UnknownName} */
export function selectFrom(edition: Edition, selection: Partial<Selection>, divide?: Divide): Selectable {
  const contract = loadContract(edition);
  return { contract, selected: selectRules(contract, { ...EVERYTHING, ...selection }, divide) };
}

function checkNames(kind: UnknownName['kind'], given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UnknownName(kind, unknown, known);
}

function byId(rules: readonly Rule[], shard: Shard): Part {
  return { rules: rules.filter(({ id }) => isInShard(id, shard)), accounts: null };
}
