import { validInput } from '../../generators/values/input.ts';
import { seededRandom } from '../../generators/seeded-random.ts';
import type { ValueOptions } from '../../generators/values/values.ts';
import type { Contract, StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { everyCharacterAndLength, hazardousTexts, otherScripts } from '../../generators/text/stored-texts.ts';

/**
 * Contacts whose texts other formats give a meaning, hold each character, or are in another script; none for
 * operations that put no contact, or where only plausible values may be sent.
 */
export function specialTexts(
  contract: Contract,
  operation: string,
  { values }: ValueOptions,
): readonly { readonly input: JsonObject; readonly label: string }[] {
  const known = contract.operations[operation];
  if (!known || values !== 'any' || !known.changes?.endsWith('contact') || known.name.startsWith('Delete')) {
    return [];
  }
  const base = validInput(contract, operation, { values }).generate(seededRandom(1), undefined).value;
  return placesOf(known.input, base).flatMap(({ shape, contact, whole }) =>
    [hazardousTexts, everyCharacterAndLength, otherScripts].flatMap((texts) =>
      texts(shape, contact).map(({ label, arbitrary }) => ({
        label,
        input: whole(arbitrary.generate(seededRandom(1), undefined).value),
      })),
    ),
  );
}

/** The contact in an input: the input itself, or the structure that is one of its members. */
function placesOf(input: StructureShape, base: JsonObject) {
  const nested = Object.entries(input.members).flatMap(([name, { shape }]) =>
    shape.kind === 'structure' ? [{ name, shape }] : [],
  );
  if (nested.length === 0) return [{ shape: input, contact: base, whole: (contact: JsonObject) => contact }];
  return nested.map(({ name, shape }) => ({
    shape,
    contact: base[name] as JsonObject,
    whole: (contact: JsonObject): JsonObject => ({ ...base, [name]: contact }),
  }));
}
