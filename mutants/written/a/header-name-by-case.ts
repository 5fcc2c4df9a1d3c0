import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const headerNameByCase: Mutant = {
  id: 'written/header-name-by-case',
  fault: 'The content type is found under one spelling of its name only.',
  kind: 'written',
  rule: 'wire/http/header-name-case/ListRegions',
  because: '415',
  compose: (parts) => ({
    ...parts,
    checkContentType: (request, whole) => {
      const known = request.headers.some(([name]) => ['content-type', 'Content-Type'].includes(name));
      if (request.headers.some(([name]) => name.toLowerCase() === 'content-type') && !known)
        throw new Refusal(parts.errorNames.contentType, 'There is no content type.', { status: 415 });
      parts.checkContentType(request, whole);
    },
  }),
};
