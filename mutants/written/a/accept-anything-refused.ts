import { headerValues } from '../../../reference/core/request/http-message.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const acceptAnythingRefused: Mutant = {
  id: 'written/accept-anything-refused',
  fault: 'A request that accepts anything is refused.',
  kind: 'written',
  rule: 'wire/http/accept-anything/GetContactInformation',
  because: '406',
  compose: (parts) => ({
    ...parts,
    checkContentType: (request, whole) => {
      parts.checkContentType(request, whole);
      if (headerValues(request, 'accept').includes('*/*'))
        throw new Refusal('NotAcceptableException', 'Only JSON is spoken.', { status: 406 });
    },
  }),
};
