import type { Mutant } from '../mutant.ts';
import { acceptPrimaryEmailUpdateMutants } from './accept-primary-email-update.mutants.ts';
import { getAlternateContactAndGetContactInformationMutants } from './get-alternate-contact-and-get-contact-information.mutants.ts';
import { listRegionsMutants } from './list-regions.mutants.ts';
import { putAlternateContactMutants } from './put-alternate-contact.mutants.ts';
import { putContactInformationMutants } from './put-contact-information.mutants.ts';

/** The faults that prove obligations and follow from no single place of the contract. */
export const validationMutants: readonly Mutant[] = [
  ...acceptPrimaryEmailUpdateMutants,
  ...getAlternateContactAndGetContactInformationMutants,
  ...listRegionsMutants,
  ...putAlternateContactMutants,
  ...putContactInformationMutants,
];
