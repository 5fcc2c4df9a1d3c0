import type { Json, JsonObject } from '../../../spec/json.ts';
import { Refusal } from '../refusal.ts';
import type { Shape, StructureShape } from '../../../spec/contract.ts';
import { canonicalText } from './check-input.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a request body as a JSON object; no byte at all is the empty object. Refuses with the given error name. */
export function parseBody(body: Uint8Array, errorName: string): JsonObject {
  if (body.byteLength === 0) return {};
  const value = parse(body, errorName);
  if (!isJsonObject(value)) throw new Refusal(errorName, 'The request body must be a JSON object.');
  return value;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(body: Uint8Array, errorName: string): Json {
  try {
    return JSON.parse(decoder.decode(body)) as Json;
  } catch {
    throw new Refusal(errorName, 'The request body is not JSON in UTF-8.');
  }
}

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

/** A valid value with its enum values as the contract writes them. */
export function canonicalValue(shape: Shape, value: Json): Json {
  switch (shape.kind) {
    case 'string':
      return canonicalText(shape, value as string) ?? value;
    case 'integer':
      return value;
    case 'list':
      return (value as readonly Json[]).map((element) => canonicalValue(shape.member, element));
    case 'structure':
      return Object.fromEntries(
        Object.entries(value as JsonObject).map(([name, member]) => {
          const declared = shape.members[name];
          return [name, declared ? canonicalValue(declared.shape, member) : member];
        }),
      );
  }
}
