import type { Mutant } from '../mutant.ts';
import { httpMutants } from './http.mutants.ts';
import { jsonMutants } from './json.mutants.ts';

/** The faults that prove the rules of the suite wire. */
export const wireMutants: readonly Mutant[] = [...httpMutants, ...jsonMutants];
