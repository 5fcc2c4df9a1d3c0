import type { Mutant } from '../mutant.ts';
import { accountMutants } from './account.mutants.ts';
import { apartMutants } from './apart.mutants.ts';
import { delegateMutants } from './delegate.mutants.ts';
import { managementMutants } from './management.mutants.ts';
import { memberMutants } from './member.mutants.ts';
import { noAllFeaturesMutants } from './no-all-features.mutants.ts';
import { outsideOrganizationMutants } from './outside-organization.mutants.ts';
import { ownMutants } from './own.mutants.ts';
import { pendingMutants } from './pending.mutants.ts';
import { standaloneMutants } from './standalone.mutants.ts';
import { trustedAccessOffMutants } from './trusted-access-off.mutants.ts';

/** The faults that prove the rules of the suite context. */
export const contextMutants: readonly Mutant[] = [
  ...accountMutants,
  ...apartMutants,
  ...delegateMutants,
  ...managementMutants,
  ...memberMutants,
  ...noAllFeaturesMutants,
  ...outsideOrganizationMutants,
  ...ownMutants,
  ...pendingMutants,
  ...standaloneMutants,
  ...trustedAccessOffMutants,
];
