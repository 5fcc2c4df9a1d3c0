import type { Contract, Shape } from '../../spec/contract.ts';

/** Words that are ours, or the contract's: wherever they stand as themselves, they are nobody's data. */
export interface OwnWords {
  /** Names of operations, members and errors, and ids. */
  readonly names: ReadonlySet<string>;
  /** The values that a member can have, by its name. */
  readonly enums: ReadonlyMap<string, ReadonlySet<string>>;
  /** Members that hold what a service gave out, also in our requests. */
  readonly tokens: ReadonlySet<string>;
}

/** The words of a contract. */
export function ownWords({ operations, errors, wire, validationDetail }: Contract): OwnWords {
  const names = new Set<string>(['__type', ...wire.errorBodyMembers, ...wire.messageMembers, 'reason']);
  const enums = new Map<string, Set<string>>();
  const tokens = new Set<string>();
  for (const { name } of errors) if (name !== null) names.add(name);
  for (const operation of Object.values(operations)) {
    names.add(operation.name);
    for (const shape of [operation.input, operation.output]) if (shape) collect(shape);
  }
  collect(validationDetail);
  return { names, enums, tokens };

  function collect(shape: Shape): void {
    if (shape.kind === 'list') return collect(shape.member);
    if (shape.kind !== 'structure') return;
    for (const [name, { shape: inner }] of Object.entries(shape.members)) {
      names.add(name);
      collect(inner);
      if (inner.kind !== 'string') continue;
      if (inner.format === 'page-token') tokens.add(name);
      if (inner.enum) enums.set(name, new Set([...(enums.get(name) ?? []), ...inner.enum]));
    }
  }
}

export const NO_WORDS: OwnWords = { names: new Set(), enums: new Map(), tokens: new Set() };
