import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const fieldListAsMap: Mutant = {
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
};
