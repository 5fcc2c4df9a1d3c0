import { headerValues } from '../../../reference/core/request/http-message.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const charsetRefusedOnce: Mutant = {
  id: 'written/charset-refused-once',
  fault: 'Deletions are refused where the content type has a charset.',
  kind: 'written',
  rule: 'wire/http/content-type-charset/DeleteAlternateContact',
  because: '415',
  compose: (parts) => ({
    ...parts,
    checkContentType: (request, whole) => {
      parts.checkContentType(request, whole);
      const [type = ''] = headerValues(request, 'content-type');
      if (request.target === '/deleteAlternateContact' && /charset/i.test(type))
        throw new Refusal(parts.errorNames.contentType, 'Only the plain type is known.', { status: 415 });
    },
  }),
};
