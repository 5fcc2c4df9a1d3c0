import type { Mutant } from '../mutant.ts';
import { contactsApartMutants } from './contacts-apart.mutants.ts';
import { defaultRegionMutants } from './default-region.mutants.ts';
import { disableMutants } from './disable.mutants.ts';
import { enableMutants } from './enable.mutants.ts';
import { listMutants } from './list.mutants.ts';
import { otherMutants } from './other.mutants.ts';
import { redundantMutants } from './redundant.mutants.ts';
import { regionMutants } from './region.mutants.ts';
import { requestWhileMutants } from './request-while.mutants.ts';
import { sequenceMutants } from './sequence.mutants.ts';
import { severalAtOnceMutants } from './several-at-once.mutants.ts';

/** The faults that prove the rules of the suite regions. */
export const regionsMutants: readonly Mutant[] = [
  ...contactsApartMutants,
  ...defaultRegionMutants,
  ...disableMutants,
  ...enableMutants,
  ...listMutants,
  ...otherMutants,
  ...redundantMutants,
  ...regionMutants,
  ...requestWhileMutants,
  ...sequenceMutants,
  ...severalAtOnceMutants,
];
