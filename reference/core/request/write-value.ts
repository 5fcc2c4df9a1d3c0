import type { Shape } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { isJsonObject } from './parse-body.ts';

/** A value as its output shape says: the declared members in their order, absent ones left out, the declared JSON types. */
export function writeValue(shape: Shape, value: Json): Json {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'integer':
      return Math.trunc(Number(value)) || 0;
    case 'list':
      return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((element) =>
        writeValue(shape.member, element),
      );
    case 'structure':
      return isJsonObject(value) ? writeMembers(shape.members, value) : {};
  }
}

function writeMembers(members: Readonly<Record<string, { shape: Shape }>>, value: JsonObject): JsonObject {
  const written: Record<string, Json> = {};
  for (const [name, { shape }] of Object.entries(members)) {
    const given = value[name];
    if (given !== undefined && given !== null) written[name] = writeValue(shape, given);
  }
  return written;
}
