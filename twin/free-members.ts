import type { Shape, StructureShape } from '../spec/contract.ts';
import type { Json, JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';

/** A member that no model knows yet. */
const FURTHER = 'LaterAddition';

/** What an output may hold beyond what is asked of it: null for a member that is absent, members of a later model. */
export function withFreeMembers(output: JsonObject, shape: StructureShape, choices: Dialect): JsonObject {
  if (choices.absentOutput === 'left-out' && choices.furtherOutput === 'none') return output;
  const known = Object.entries(output).map(([name, value]) => {
    const member = shape.members[name]?.shape;
    return [name, member ? freed(value, member, choices) : value];
  });
  const absent = Object.keys(shape.members)
    .filter((name) => choices.absentOutput === 'null' && output[name] === undefined)
    .map((name) => [name, null]);
  const further = choices.furtherOutput === 'some' ? [[FURTHER, { of: Object.keys(output).length }]] : [];
  return Object.fromEntries([...known, ...absent, ...further]) as JsonObject;
}

function freed(value: Json, shape: Shape, choices: Dialect): Json {
  if (Array.isArray(value))
    return shape.kind === 'list' ? value.map((one: Json) => freed(one, shape.member, choices)) : value;
  return shape.kind === 'structure' ? withFreeMembers(value as JsonObject, shape, choices) : value;
}
