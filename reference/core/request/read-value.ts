import type { Shape, StructureShape } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { isJsonObject } from './parse-body.ts';
import { Refusal } from '../refusal.ts';

/**
 * Keeps the members that a structure declares; null is the same as absent, other members are ignored.
 * Refuses a value of another JSON type with the given error name.
 */
export function readInput(shape: StructureShape, input: JsonObject, errorName: string): JsonObject {
  return readStructure(shape, input, '', errorName);
}

function readValue(shape: Shape, value: Json, path: string, errorName: string): Json {
  const wrong = (): Refusal => new Refusal(errorName, `${path} is not a ${shape.kind}.`);
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string' || !value.isWellFormed()) throw wrong();
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong();
      return value;
    case 'list':
      if (!Array.isArray(value)) throw wrong();
      return (value as readonly Json[]).map((element, index) =>
        readValue(shape.member, element, `${path}[${index}]`, errorName),
      );
    case 'structure':
      if (!isJsonObject(value)) throw wrong();
      return readStructure(shape, value, `${path}.`, errorName);
  }
}

function readStructure(
  shape: StructureShape,
  value: JsonObject,
  prefix: string,
  errorName: string,
): JsonObject {
  const read: Record<string, Json> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const given = value[name];
    if (given !== null && given !== undefined)
      read[name] = readValue(member.shape, given, `${prefix}${name}`, errorName);
  }
  return read;
}
