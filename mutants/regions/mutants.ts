import type { Mutant } from '../mutant.ts';
import { defaultRegionMutants } from './default-region.mutants.ts';
import { enableAndDisableMutants } from './enable-and-disable.mutants.ts';
import { listMutants } from './list.mutants.ts';
import { otherAndContactsApartMutants } from './other-and-contacts-apart.mutants.ts';
import { redundantAndRequestWhileMutants } from './redundant-and-request-while.mutants.ts';
import { regionMutants } from './region.mutants.ts';
import { sequenceAndSeveralAtOnceMutants } from './sequence-and-several-at-once.mutants.ts';

/** The faults that prove the rules of the suite regions. */
export const regionsMutants: readonly Mutant[] = [
  ...defaultRegionMutants,
  ...enableAndDisableMutants,
  ...listMutants,
  ...otherAndContactsApartMutants,
  ...redundantAndRequestWhileMutants,
  ...regionMutants,
  ...sequenceAndSeveralAtOnceMutants,
];
