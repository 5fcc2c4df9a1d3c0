import type { JsonObject } from '../../spec/json.ts';
import type { Compose } from '../mutant.ts';
import { primaryContactIn } from './input-members.ts';

/** Refuses a member of the primary contacts that are wrong beside what the contract refuses. */
export function refusePrimary(
  member: string,
  message: string,
  isWrong: (contact: JsonObject | null) => boolean,
): Compose {
  return (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      if (!isWrong(primaryContactIn(input))) return faults;
      return [...faults, { path: `ContactInformation.${member}`, message, refusedAs: [] }];
    },
  });
}
