import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';
import { isJsonObject } from '../../../reference/core/request/parse-body.ts';

export const emptyContactChangesNothing: Mutant = {
  id: 'written/empty-contact-changes-nothing',
  fault: 'A primary contact without any member is accepted and changes nothing.',
  kind: 'written',
  rule: 'errors/several-missing/PutContactInformation',
  because: 'no refusal',
  compose: (parts) => {
    const isEmpty = (input: JsonObject) =>
      isJsonObject(input['ContactInformation']) && Object.keys(input['ContactInformation']).length === 0;
    return {
      ...wrapHandlers(
        parts,
        ['PutContactInformation'],
        (inner) => (call, all) => (isEmpty(call.input) ? null : inner(call, all)),
      ),
      validate: (shape, input, whole) => (isEmpty(input) ? [] : parts.validate(shape, input, whole)),
    };
  },
};
