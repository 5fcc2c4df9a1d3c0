import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { bodyOf, rewriteError, withBody } from '../operators/rewrite-response.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

const CONTACT = 'ContactInformation';

export const contactAndAccountIdFormsMutants: readonly Mutant[] = [
  {
    id: 'written/contact-taken-from-the-top',
    fault: 'The members of ContactInformation are taken from the top of the input when it is missing.',
    kind: 'written',
    rule: 'errors/contact-one-level-up',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const { AccountId: account = null, ...members } = input;
        const flat = CONTACT in shape.members && !(CONTACT in input) && Object.keys(members).length > 0;
        return parts.readInput(shape, flat ? { AccountId: account, [CONTACT]: members } : input, errorName);
      },
    }),
  },
  {
    id: 'written/absent-delete-as-denied',
    fault: 'Deleting a contact that is not stored is denied.',
    kind: 'written',
    rule: 'errors/delete-absent-contact',
    because: '403 AccessDeniedException',
    compose: wrapHandler(
      'DeleteAlternateContact',
      (remove) => (call, parts) =>
        remove(call, { ...parts, errorNames: { ...parts.errorNames, notFound: parts.errorNames.denied } }),
    ),
  },
  {
    id: 'written/absent-as-success',
    fault: 'A contact that is not found is answered with status 200 and the error in the body.',
    kind: 'written',
    rule: 'errors/get-absent-contact',
    because: '200',
    compose: rewriteError((response, { errorName }) =>
      errorName === 'ResourceNotFoundException'
        ? withBody({ ...response, status: 200 }, { __type: errorName, ...bodyOf(response) })
        : response,
    ),
  },
  {
    id: 'written/absent-get-as-empty',
    fault: 'Reading a contact that is not stored succeeds with an empty object.',
    kind: 'written',
    rule: 'errors/get-absent-contact',
    because: '200 {}',
    compose: wrapHandler('GetAlternateContact', (get) => (call, parts) => {
      try {
        return get(call, parts);
      } catch (error) {
        if (error instanceof Refusal) return {};
        throw error;
      }
    }),
  },
  {
    id: 'written/absent-get-as-invalid',
    fault: 'Reading a contact that is not stored is refused as invalid.',
    kind: 'written',
    rule: 'errors/get-absent-contact',
    because: '400 ValidationException',
    compose: wrapHandler(
      'GetAlternateContact',
      (get) => (call, parts) =>
        get(call, { ...parts, errorNames: { ...parts.errorNames, notFound: parts.errorNames.invalid } }),
    ),
  },
];
