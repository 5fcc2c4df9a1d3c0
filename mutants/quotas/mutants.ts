import type { Mutant } from '../mutant.ts';
import { apartAndBurstAndOverAndSustainedMutants } from './apart-and-burst-and-over-and-sustained.mutants.ts';
import { regionRequestsMutants } from './region-requests.mutants.ts';

/** The faults that prove the rules of the suite quotas. */
export const quotasMutants: readonly Mutant[] = [
  ...apartAndBurstAndOverAndSustainedMutants,
  ...regionRequestsMutants,
];
