import { compiled, scalarCount } from '../oracle/text-verdict.ts';
import type { Shape, StringShape, StructureShape } from '../spec/contract.ts';
import type { Json } from '../spec/json.ts';
import { asObject } from './answer.ts';

/**
 * Why a value is not of an output shape, in words; `null`: it is. Members that the shape does not know are let
 * pass, as a client lets them; a member without a value has to be left out, not null.
 */
export function checkShape(shape: Shape, value: Json, place = ''): string | null {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? checkText(shape, value, place) : wrongType(place, shape.kind, value);
    case 'integer':
      return Number.isInteger(value) ? null : wrongType(place, shape.kind, value);
    case 'list': {
      if (!Array.isArray(value)) return wrongType(place, shape.kind, value);
      for (const [index, element] of (value as readonly Json[]).entries()) {
        const problem = checkShape(shape.member, element, `${place}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    }
    case 'structure':
      return checkStructure(shape, value, place);
  }
}

function checkStructure(shape: StructureShape, value: Json, place: string): string | null {
  const object = asObject(value);
  if (!object) return wrongType(place, shape.kind, value);
  const prefix = place === '' ? '' : `${place}.`;
  for (const [name, member] of Object.entries(shape.members)) {
    if (member.required && object[name] === undefined) return `${prefix}${name} is missing`;
  }
  for (const [name, found] of Object.entries(object)) {
    const member = shape.members[name];
    const problem = member ? checkShape(member.shape, found, `${prefix}${name}`) : null;
    if (problem !== null) return problem;
  }
  return null;
}

function checkText(shape: StringShape, value: string, place: string): string | null {
  const length = scalarCount(value);
  if (shape.enum && !shape.enum.includes(value))
    return `${place}: ${JSON.stringify(value)} is not one of ${shape.enum.join(', ')}`;
  if (shape.minLength !== null && length < shape.minLength)
    return `${place}: shorter than ${shape.minLength}`;
  if (shape.maxLength !== null && length > shape.maxLength) return `${place}: longer than ${shape.maxLength}`;
  if (shape.pattern !== null && !compiled(shape.pattern).test(value))
    return `${place}: does not match ${shape.pattern}`;
  return null;
}

function wrongType(place: string, expected: string, value: Json): string {
  const found = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  return `${place === '' ? 'the body' : place} is ${found}, expected ${expected}`;
}
