import { DEFAULT_EDITION } from '../spec/contract.ts';
import type { Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { addedOperations } from './added-operations.ts';
import { broad } from './broad/index.ts';
import { onOperations } from './broad/on-operations.ts';
import { deriveMutants } from './derive.ts';
import type { Mutant } from './mutant.ts';
import { writtenA } from './written/a/index.ts';
import { writtenB } from './written/b/index.ts';
import { writtenC } from './written/c/index.ts';
import { writtenD } from './written/d/index.ts';

/**
 * Every mutant of an edition: those that follow from the contract, then the written ones. Of a later edition only those
 * of what it adds, so that both can be judged and nothing is judged twice.
 */
export function allMutants(edition: Edition = DEFAULT_EDITION): readonly Mutant[] {
  const first = deriveMutants(loadContract()).mutants;
  if (edition === 'guide-2024') return [...first, ...writtenA, ...writtenB, ...writtenC, ...broad];
  const contract = loadContract(edition);
  const known = new Set(first.map(({ id }) => id));
  const added = deriveMutants(contract).mutants.filter(({ id }) => !known.has(id));
  return [...added, ...writtenD, ...onOperations(addedOperations(contract))];
}
