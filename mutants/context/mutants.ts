import type { Mutant } from '../mutant.ts';
import { accountAndPendingMutants } from './account-and-pending.mutants.ts';
import { apartAndWalksMutants } from './apart-and-walks.mutants.ts';
import { delegateAndManagementMutants } from './delegate-and-management.mutants.ts';
import { memberMutants } from './member.mutants.ts';
import { outsideOrganizationMutants } from './outside-organization.mutants.ts';
import { ownAndStandaloneMutants } from './own-and-standalone.mutants.ts';
import { trustedAccessAndAllFeaturesMutants } from './trusted-access-and-all-features.mutants.ts';

/** The faults that prove the rules of the suite context. */
export const contextMutants: readonly Mutant[] = [
  ...accountAndPendingMutants,
  ...apartAndWalksMutants,
  ...delegateAndManagementMutants,
  ...memberMutants,
  ...outsideOrganizationMutants,
  ...ownAndStandaloneMutants,
  ...trustedAccessAndAllFeaturesMutants,
];
