import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Shape, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Compose } from '../mutant.ts';

/** Changes each value of an input before it is read; structures are walked, lists are handed over whole. */
export function coerceMembers(change: (value: Json, shape: Shape, name: string) => Json): Compose {
  const walk = (shape: StructureShape, value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([name, given]) => {
        const own = shape.members[name]?.shape;
        if (!own) return [name, given];
        const changed = change(given, own, name);
        return [name, own.kind === 'structure' && isJsonObject(changed) ? walk(own, changed) : changed];
      }),
    );
  return (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => parts.readInput(shape, walk(shape, input), errorName),
  });
}
