import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';

export const queryFillsIn: Mutant = {
  id: 'written/query-fills-in',
  fault: 'Members that the body lacks are taken from the query string.',
  kind: 'written',
  rule: 'wire/http/query-instead-of-body-Title/PutAlternateContact',
  because: '200 with an empty body',
  compose: (parts) => {
    let query: JsonObject = {};
    return {
      ...parts,
      route: (request, whole) => {
        query = Object.fromEntries(new URL(request.target, 'http://localhost').searchParams);
        return parts.route(request, whole);
      },
      readInput: (shape, input, errorName) => parts.readInput(shape, { ...query, ...input }, errorName),
    };
  },
};
