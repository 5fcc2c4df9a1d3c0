import type { Mutant } from '../mutant.ts';
import { accountMutants } from './account.mutants.ts';
import { apartAndWalksMutants } from './apart-and-walks.mutants.ts';
import { delegateMutants } from './delegate.mutants.ts';
import { managementMutants } from './management.mutants.ts';
import { memberMutants } from './member.mutants.ts';
import { outsideOrganizationMutants } from './outside-organization.mutants.ts';
import { ownMutants } from './own.mutants.ts';
import { pendingMutants } from './pending.mutants.ts';
import { standaloneMutants } from './standalone.mutants.ts';
import { trustedAccessAndAllFeaturesMutants } from './trusted-access-and-all-features.mutants.ts';

/** The faults that prove the rules of the suite context. */
export const contextMutants: readonly Mutant[] = [
  ...accountMutants,
  ...apartAndWalksMutants,
  ...delegateMutants,
  ...managementMutants,
  ...memberMutants,
  ...outsideOrganizationMutants,
  ...ownMutants,
  ...pendingMutants,
  ...standaloneMutants,
  ...trustedAccessAndAllFeaturesMutants,
];
