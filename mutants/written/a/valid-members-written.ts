import { knowingCaller } from '../../knowing-caller.ts';
import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';

export const validMembersWritten: Mutant = {
  id: 'written/valid-members-written',
  fault: 'Of a primary contact that is refused the valid members are stored.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.City/max-length/refuses',
  because: 'GetContactInformation',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const { ContactInformation: contact } = input;
      if (faults.length > 0 && isJsonObject(contact)) {
        const broken = faults.map(({ path }) => path.replace('ContactInformation.', ''));
        const valid = Object.entries(contact).filter(([name]) => !broken.includes(name));
        parts.store.putPrimaryContact(caller(), {
          ...parts.store.primaryContact(caller()),
          ...Object.fromEntries(valid),
        });
      }
      return faults;
    },
  })),
};
