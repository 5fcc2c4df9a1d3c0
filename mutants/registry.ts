import { DEFAULT_EDITION, type Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { addedOperations, type Mutant } from './mutant.ts';
import { broadMutants } from './broad/mutants.ts';
import { onOperations } from './broad/on-operations.ts';
import { consistencyMutants } from './consistency/mutants.ts';
import { contactsMutants } from './contacts/mutants.ts';
import { contextMutants } from './context/mutants.ts';
import { deriveMutants } from './derive.ts';
import { errorsMutants } from './errors/mutants.ts';
import { invariantsMutants } from './invariants/mutants.ts';
import { listingMutants } from './listing/mutants.ts';
import { primaryContactMutants } from './primary-contact/mutants.ts';
import { primaryEmailMutants } from './primary-email/mutants.ts';
import { quotasMutants } from './quotas/mutants.ts';
import { regionsMutants } from './regions/mutants.ts';
import { signingMutants } from './signing/mutants.ts';
import { validationMutants } from './validation/mutants.ts';
import { wireMutants } from './wire/mutants.ts';

/** The written ones of every edition, sorted by id: how they are spread over files decides nothing. */
const WRITTEN: readonly Mutant[] = [
  ...consistencyMutants,
  ...contactsMutants,
  ...contextMutants,
  ...errorsMutants,
  ...invariantsMutants,
  ...listingMutants,
  ...primaryContactMutants,
  ...primaryEmailMutants,
  ...quotasMutants,
  ...regionsMutants,
  ...signingMutants,
  ...validationMutants,
  ...wireMutants,
].toSorted((one, other) => (one.id < other.id ? -1 : 1));

/**
 * Every mutant of an edition: those that follow from the contract, then the written ones by id, then the broad ones. Of
 * a later edition only those of what it adds, so that both can be judged and nothing is judged twice.
 */
export function allMutants(edition: Edition = DEFAULT_EDITION): readonly Mutant[] {
  const first = deriveMutants(loadContract()).mutants;
  const written = WRITTEN.filter((mutant) => (mutant.edition ?? DEFAULT_EDITION) === edition);
  if (edition === DEFAULT_EDITION) return [...first, ...written, ...broadMutants];
  const contract = loadContract(edition);
  const known = new Set(first.map(({ id }) => id));
  const added = deriveMutants(contract).mutants.filter(({ id }) => !known.has(id));
  const onAdded = onOperations([...WRITTEN, ...broadMutants], addedOperations(contract));
  const ofEdition = (mutant: Mutant): Mutant => ({ ...mutant, edition });
  return [...added.map(ofEdition), ...written, ...onAdded.map(ofEdition)];
}
