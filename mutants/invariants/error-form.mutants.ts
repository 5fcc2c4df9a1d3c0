import type { Compose, Mutant } from '../mutant.ts';
import { bodyOf, rewriteError, withBody, withHeader, withoutHeader } from '../operators/rewrite-response.ts';

export const errorFormMutants: readonly Mutant[] = [
  {
    id: 'written/absent-with-empty-body',
    fault: 'The error for what is not found has no body.',
    kind: 'written',
    rule: 'errors/body',
    because: 'the body is empty',
    compose: rewriteError((response, { errorName }) =>
      errorName === 'ResourceNotFoundException' ? withBody(response, '') : response,
    ),
  },
  {
    id: 'written/error-in-html',
    fault: 'An error is an HTML page for people.',
    kind: 'written',
    rule: 'errors/body',
    because: 'not a JSON object',
    compose: rewriteError((response) =>
      withHeader(withBody(response, '<html>no</html>'), 'content-type', 'text/html'),
    ),
  },
  {
    id: 'written/error-message-null',
    fault: 'The message of an error is null.',
    kind: 'written',
    rule: 'errors/body',
    because: 'the body has no message',
    compose: rewriteError((response) => withBody(response, { ...bodyOf(response), message: null })),
  },
  {
    id: 'written/error-message-structured',
    fault: 'The message of an error is an object.',
    kind: 'written',
    rule: 'errors/body',
    because: 'the body has no message',
    compose: rewriteError((response) => withBody(response, { ...bodyOf(response), message: { text: 'no' } })),
  },
  {
    id: 'written/error-without-message',
    fault: 'An error has no message.',
    kind: 'written',
    rule: 'errors/body',
    because: 'the body has no message',
    compose: rewriteError((response) => {
      const { message: _, ...rest } = bodyOf(response);
      return withBody(response, rest);
    }),
  },
  {
    id: 'written/name-in-body-only',
    fault: 'The name of an error is in the body only.',
    kind: 'written',
    rule: 'errors/header',
    because: 'is missing',
    compose: rewriteError((response, { errorName }, header) =>
      withBody(withoutHeader(response, header), { __type: errorName, ...bodyOf(response) }),
    ),
  },
  {
    id: 'written/name-with-address',
    fault: 'The error header has an address behind the name.',
    kind: 'written',
    rule: 'errors/header',
    because: ':http://',
    compose: rewriteError((response, { errorName }, header) =>
      withHeader(response, header, `${errorName}:http://internal.amazon.com/coral/`),
    ),
  },
  {
    id: 'written/name-with-namespace',
    fault: 'The error header has the namespace before the name.',
    kind: 'written',
    rule: 'errors/header',
    because: 'com.amazonaws.account#',
    compose: rewriteError((response, { errorName }, header) =>
      withHeader(response, header, `com.amazonaws.account#${errorName}`),
    ),
  },
  {
    id: 'written/field-list-as-map',
    fault: 'The fields of a validation error come as an object by name.',
    kind: 'written',
    rule: 'errors/validation-detail',
    because: 'fieldList',
    compose: rewriteError((response) => {
      const body = bodyOf(response);
      return withBody(
        response,
        body['fieldList'] === undefined ? body : { ...body, fieldList: { Name: 'no' } },
      );
    }),
  },
  {
    id: 'written/field-list-names-the-first-member',
    fault: 'The field list names the first required member, whichever is wrong.',
    kind: 'written',
    rule: 'errors/field-list-member',
    because: 'fieldList names AlternateContactType',
    compose: renameFields(() => 'AlternateContactType'),
  },
  {
    id: 'written/field-list-exchanges-two-members',
    fault: 'The field list names the title where the name is wrong.',
    kind: 'written',
    rule: 'errors/field-list-member',
    because: 'what is wrong is Name',
    compose: renameFields((name) => (name === 'Name' ? 'Title' : name)),
  },
  {
    id: 'written/field-list-names-a-neighbour',
    fault: 'The field list names the city where the postal code of the primary contact is wrong.',
    kind: 'written',
    rule: 'errors/field-list-member',
    because: 'what is wrong is ContactInformation.PostalCode',
    compose: renameFields((name) => name.replace(/PostalCode$/, 'City')),
  },
  {
    id: 'written/field-list-of-names',
    fault: 'The fields of a validation error are names only.',
    kind: 'written',
    rule: 'errors/validation-detail',
    because: 'fieldList',
    compose: rewriteError((response) => {
      const body = bodyOf(response);
      return withBody(response, body['fieldList'] === undefined ? body : { ...body, fieldList: ['Name'] });
    }),
  },
  {
    id: 'written/reason-unknown',
    fault: 'The reason of a validation error is a word of its own.',
    kind: 'written',
    rule: 'errors/validation-detail',
    because: 'reason',
    compose: rewriteError((response) => {
      const body = bodyOf(response);
      return withBody(response, body['reason'] === undefined ? body : { ...body, reason: 'FIELD_INVALID' });
    }),
  },
];

/** Changes the names in the list of fields, where there is one. */
function renameFields(change: (name: string) => string): Compose {
  return rewriteError((response, { detail: { fieldList } }) =>
    fieldList === undefined
      ? response
      : withBody(response, {
          ...bodyOf(response),
          fieldList: fieldList.map((field) => ({ ...field, name: change(field.name) })),
        }),
  );
}
