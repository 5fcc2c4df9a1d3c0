import type { Mutant } from '../mutant.ts';
import { bodyOf, rewriteError, withBody, withHeader, withoutHeader } from '../operators/rewrite-response.ts';

export const documentedErrorsMutants: readonly Mutant[] = [
  {
    id: 'written/absent-with-status-400',
    fault: 'The error for what is not found has the right name and status 400.',
    kind: 'written',
    rule: 'errors/documented',
    because: 'status 400',
    compose: rewriteError((response, { errorName }) =>
      errorName === 'ResourceNotFoundException' ? { ...response, status: 400 } : response,
    ),
  },
  {
    id: 'written/absent-without-suffix',
    fault: 'The error for what is not found has the shorthand name of the prose.',
    kind: 'written',
    rule: 'errors/documented',
    because: 'ResourceNotFound',
    compose: rewriteError((response, { errorName }, header) =>
      errorName === 'ResourceNotFoundException' ? withHeader(response, header, 'ResourceNotFound') : response,
    ),
  },
  {
    id: 'written/invalid-as-unprocessable',
    fault: 'Invalid input is refused with the right name and status 422.',
    kind: 'written',
    rule: 'errors/documented',
    because: 'status 422',
    compose: rewriteError((response, { errorName }) =>
      errorName === 'ValidationException' ? { ...response, status: 422 } : response,
    ),
  },
  {
    id: 'written/invalid-under-other-name',
    fault: 'Invalid input is refused with the right status under another name.',
    kind: 'written',
    rule: 'errors/documented',
    because: 'InvalidParameterException',
    compose: rewriteError((response, { errorName }, header) =>
      errorName === 'ValidationException'
        ? withHeader(response, header, 'InvalidParameterException')
        : response,
    ),
  },
  {
    id: 'written/name-with-dots',
    fault: 'The namespace is tied to the name with a dot, so that no client can cut it off.',
    kind: 'written',
    rule: 'errors/documented',
    because: 'com.amazonaws.account.',
    compose: rewriteError((response, { errorName }, header) =>
      withHeader(response, header, `com.amazonaws.account.${errorName}`),
    ),
  },
  {
    id: 'written/absent-without-name',
    fault: 'Only the error for what is not found has no name.',
    kind: 'written',
    rule: 'errors/name-findable',
    because: 'status 404 comes without',
    compose: rewriteError((response, { errorName }, header) =>
      errorName === 'ResourceNotFoundException' ? withoutHeader(response, header) : response,
    ),
  },
  {
    id: 'written/name-nowhere',
    fault: 'An error has no name.',
    kind: 'written',
    rule: 'errors/name-findable',
    because: 'without an error name',
    compose: rewriteError((response, _refusal, header) => withoutHeader(response, header)),
  },
  {
    id: 'written/name-where-nobody-looks',
    fault: 'The name of an error is in a member of the body that no client reads.',
    kind: 'written',
    rule: 'errors/name-findable',
    because: 'without an error name',
    compose: rewriteError((response, { errorName }, header) =>
      withBody(withoutHeader(response, header), { errorCode: errorName, ...bodyOf(response) }),
    ),
  },
];
