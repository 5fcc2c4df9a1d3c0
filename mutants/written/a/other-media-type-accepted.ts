import type { Mutant } from '../../mutant.ts';

export const otherMediaTypeAccepted: Mutant = {
  id: 'written/other-media-type-accepted',
  fault: 'The content type of a request is not looked at.',
  kind: 'written',
  rule: 'wire/http/content-type-wrong/PutAlternateContact',
  because: '200 with an empty body',
  compose: (parts) => ({ ...parts, checkContentType: () => undefined }),
};
