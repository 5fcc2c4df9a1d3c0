import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const fieldListOfNames: Mutant = {
  id: 'written/field-list-of-names',
  fault: 'The fields of a validation error are names only.',
  kind: 'written',
  rule: 'errors/validation-detail',
  because: 'fieldList',
  compose: rewriteError((response) => {
    const body = bodyOf(response);
    return withBody(response, body['fieldList'] === undefined ? body : { ...body, fieldList: ['Name'] });
  }),
};
