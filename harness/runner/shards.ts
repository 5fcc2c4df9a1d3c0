import type { Contract } from '../../spec/contract.ts';
import type { Target, Tier } from '../../targets/target.ts';
import { defaultCallerOf, defaultCallersOf, managedMember } from '../default-caller.ts';
import type { Rule } from '../rule.ts';
import { deriveSeed } from '../seed.ts';
import { tierAllows, tierOf } from './tier.ts';

export interface Shard {
  /** Counted from 1. */
  readonly index: number;
  readonly count: number;
}

/** How rules are divided where parts of a run share accounts, but neither locks nor a journal. */
export interface Division {
  readonly contract: Contract;
  readonly target: Target;
  readonly tier: Tier;
  /** Of the run: from it follows as whom a rule acts. */
  readonly seed: number;
}

/** More parts than there are groups of accounts that no rule joins. */
export class TooManyShards extends Error {
  override readonly name = 'TooManyShards';
}

/** One part of a run. */
export interface Part {
  readonly rules: readonly Rule[];
  /** Ids of the accounts that this part alone may change; `null`: all. */
  readonly accounts: ReadonlySet<string> | null;
}

/** Which part a rule is in where it does not matter whom it touches. */
export function isInShard(id: string, { index, count }: Shard): boolean {
  return (deriveSeed(0, id) >>> 0) % count === index - 1;
}

/**
 * The part of the rules that one shard runs. Accounts that a rule may change are kept together: each organization, each
 * account that is in none, and whatever of these one rule may touch. Each such group goes to one shard, with all rules
 * that change something in it. Rules that only read go to any. The same for the same rules, target, tier and seed.
 * @throws {TooManyShards} naming how many groups there are.
 */
export function partOf(rules: readonly Rule[], shard: Shard, division: Division): Part {
  const { contract, target, tier } = division;
  const changing = rules.filter((rule) => {
    const needed = tierOf(rule, contract);
    return needed !== 'read' && tierAllows(tier, needed);
  });
  const nodes = nodesOf(target);
  const touched = new Map(changing.map((rule) => [rule, touchedBy(rule, nodes, division)]));
  const all = joined(
    [...nodes.keys()],
    [...touched.values()].filter((ids) => ids.length > 0),
  );
  const isActing = (group: readonly string[]) =>
    group.some((node) =>
      target.identities.some(({ accountId }) => nodes.get(node)?.includes(accountId ?? '')),
    );
  // Where nobody can act nothing is changed; one part has them, so that none is forgotten.
  const idle = shard.index === 1 ? all.filter((group) => !isActing(group)) : [];
  const groups = all.filter(isActing);
  if (shard.count > groups.length) {
    const some = groups.length === 1 ? '1 group' : `${groups.length} groups`;
    throw new TooManyShards(
      `--shard ${shard.index}/${shard.count}: the selected rules change ${some} of accounts that must be kept together, so there may be no more than ${groups.length} parts`,
    );
  }
  const mine = new Set([
    ...idle.flat(),
    ...dealt(
      groups.map((group) => ({
        group,
        weight: [...touched.values()].filter(([first]) => first !== undefined && group.includes(first))
          .length,
      })),
      shard,
    ).flat(),
  ]);
  return {
    rules: rules.filter((rule) => {
      const [first] = touched.get(rule) ?? [];
      return first === undefined ? isInShard(rule.id, shard) : mine.has(first);
    }),
    accounts: new Set([...mine].flatMap((node) => nodes.get(node) ?? [])),
  };
}

/** What is never divided: the accounts of each organization, and each account in none; by a name of it. */
function nodesOf({ world, identities, safety }: Target): Map<string, readonly string[]> {
  const nodes = new Map<string, readonly string[]>();
  for (const { id, management, members } of world.organizations) {
    nodes.set(`organization ${id}`, [management, ...members]);
  }
  const known = new Set([...nodes.values()].flat());
  const alone = [
    ...world.standalone,
    ...identities.flatMap(({ role, accountId }) => (role === 'standalone' ? (accountId ?? []) : [])),
  ];
  for (const account of alone) nodes.set(`account ${account}`, [account]);
  for (const account of alone) known.add(account);
  // Accounts of nobody that is configured: only rules about organizations name any.
  const others = safety.accounts.filter((account) => !known.has(account));
  if (others.length > 0) nodes.set('other accounts', others);
  return nodes;
}

/** Which of these a rule may change something in. */
function touchedBy(
  rule: Rule,
  nodes: ReadonlyMap<string, readonly string[]>,
  { target, seed }: Division,
): string[] {
  const organizations = [...nodes.keys()].filter((node) => !node.startsWith('account '));
  const nodeOf = (account: string | null | undefined) =>
    nodes.entries().find(([, accounts]) => account != null && accounts.includes(account))?.[0];
  const caller = nodeOf(defaultCallerOf(target, deriveSeed(seed, rule.id))?.accountId);
  const own = caller === undefined ? [...nodes.keys()] : [caller];
  switch (rule.accounts ?? ((rule.needs ?? []).length === 0 ? 'default caller' : 'organizations')) {
    case 'default caller':
      return own;
    case 'organizations':
      return organizations;
    case 'managed':
      return managedMember(target) ? organizations : own;
    case 'default caller and organizations':
      return [...new Set([...own, ...organizations])];
    case 'all': {
      const callers = defaultCallersOf(target).map(({ accountId }) => nodeOf(accountId));
      return [...new Set([...callers.filter((node) => node !== undefined), ...organizations])];
    }
  }
}

/** The nodes in groups, of which no two are touched together. */
function joined(nodes: readonly string[], together: readonly (readonly string[])[]): string[][] {
  const groupOf = new Map(nodes.map((node) => [node, [node]]));
  for (const some of together) {
    const merged = [...new Set(some.flatMap((node) => groupOf.get(node) ?? []))];
    for (const node of merged) groupOf.set(node, merged);
  }
  return [...new Set(groupOf.values())];
}

/** The groups of one shard: the heaviest first, each to whom has least so far, so that everybody has one. */
function dealt(
  groups: readonly { readonly group: readonly string[]; readonly weight: number }[],
  { index, count }: Shard,
): (readonly string[])[] {
  const loads = Array.from({ length: count }, () => ({ load: 0, groups: [] as (readonly string[])[] }));
  const inOrder = groups.toSorted(
    (one, other) => other.weight - one.weight || ((one.group[0] ?? '') < (other.group[0] ?? '') ? -1 : 1),
  );
  for (const { group, weight } of inOrder) {
    const [least] = loads.toSorted((one, other) => one.load - other.load);
    if (!least) break;
    least.load += weight + 1;
    least.groups.push(group);
  }
  return loads[index - 1]?.groups ?? [];
}
