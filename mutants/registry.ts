import { loadContract } from '../spec/load-contract.ts';
import { broad } from './broad/index.ts';
import { deriveMutants } from './derive.ts';
import type { Mutant } from './mutant.ts';
import { writtenA } from './written/a/index.ts';
import { writtenB } from './written/b/index.ts';
import { writtenC } from './written/c/index.ts';

/** Every mutant: those that follow from the contract, then the written ones. */
export function allMutants(): readonly Mutant[] {
  return [...deriveMutants(loadContract()).mutants, ...writtenA, ...writtenB, ...writtenC, ...broad];
}
