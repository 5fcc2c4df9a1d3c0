import type { Shape } from '../../spec/contract.ts';
import { type Json, type JsonObject, own } from '../../spec/json.ts';
import { asObject } from './answer.ts';

/**
 * What of a value its shape names. A service may have further members, as every client of this protocol expects, and
 * one without a value may come as null: neither is compared with anything.
 */
export function knownMembers(shape: Shape, value: Json): Json {
  if (shape.kind === 'list')
    return Array.isArray(value) ? value.map((element: Json) => knownMembers(shape.member, element)) : value;
  const object = shape.kind === 'structure' ? asObject(value) : null;
  if (shape.kind !== 'structure' || !object) return value;
  const known: JsonObject = Object.fromEntries(
    Object.entries(object).flatMap(([name, part]): [string, Json][] => {
      const member = own(shape.members, name);
      return member && part !== null ? [[name, knownMembers(member.shape, part)]] : [];
    }),
  );
  return known;
}
