import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';

const NAME = 'ContactInformation';

export const contactAsJsonText: Mutant = {
  id: 'written/contact-as-json-text',
  fault: 'A primary contact may be sent as text that is JSON.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation/type/refuses',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => parts.readInput(shape, unwrapped(input), errorName),
  }),
};

function unwrapped(input: JsonObject): JsonObject {
  const text = input[NAME];
  if (typeof text !== 'string' || !text.startsWith('{')) return input;
  return { ...input, [NAME]: JSON.parse(text) as Json };
}
