import type { Mutant } from '../mutant.ts';
import { apartMutants } from './apart.mutants.ts';
import { burstMutants } from './burst.mutants.ts';
import { overMutants } from './over.mutants.ts';
import { regionRequestsMutants } from './region-requests.mutants.ts';
import { sustainedMutants } from './sustained.mutants.ts';

/** The faults that prove the rules of the suite quotas. */
export const quotasMutants: readonly Mutant[] = [
  ...apartMutants,
  ...burstMutants,
  ...overMutants,
  ...regionRequestsMutants,
  ...sustainedMutants,
];
