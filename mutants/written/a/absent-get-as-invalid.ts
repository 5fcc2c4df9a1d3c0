import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const absentGetAsInvalid: Mutant = {
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
};
