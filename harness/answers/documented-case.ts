import { returnedInOtherCase } from '../../oracle/input/text-verdict.ts';
import type { Shape } from '../../spec/contract.ts';
import { type Json, type JsonObject, own } from '../../spec/json.ts';

/** Most outputs hold no such value: they are not walked through. */
const known = new WeakMap<Shape, boolean>();

/** Whether a value of this shape may hold one that is returned in another case against a should alone. */
export function mayReturnOtherCase(shape: Shape): boolean {
  const before = known.get(shape);
  if (before !== undefined) return before;
  const may = mayItself(shape);
  known.set(shape, may);
  return may;
}

function mayItself(shape: Shape): boolean {
  switch (shape.kind) {
    case 'string':
      return shape.zones.some(({ returned }) => returned !== undefined);
    case 'list':
      return mayReturnOtherCase(shape.member);
    case 'structure':
      return Object.values(shape.members).some((member) => mayReturnOtherCase(member.shape));
    case 'integer':
      return false;
  }
}

/** The value with all of these in their documented case: no rule but the one about the case fails for it. */
export function inDocumentedCase(shape: Shape, value: Json): Json {
  if (!mayReturnOtherCase(shape)) return value;
  if (shape.kind === 'string')
    return typeof value === 'string' ? (returnedInOtherCase(shape, value) ?? value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return shape.kind === 'list' ? value.map((one: Json) => inDocumentedCase(shape.member, one)) : value;
  if (shape.kind !== 'structure') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const member = own(shape.members, name);
      return [name, member ? inDocumentedCase(member.shape, part) : part];
    }),
  );
}

/** The first text in another case, with the value that it spells; `null`: there is none. */
export function firstInOtherCase(
  shape: Shape,
  value: Json | undefined,
): { readonly value: string; readonly text: string } | null {
  if (value === undefined || !mayReturnOtherCase(shape)) return null;
  if (typeof value === 'string') {
    const meant = shape.kind === 'string' ? returnedInOtherCase(shape, value) : null;
    return meant === null ? null : { value: meant, text: value };
  }
  for (const [of, part] of partsOf(shape, value)) {
    const found = firstInOtherCase(of, part);
    if (found) return found;
  }
  return null;
}

function partsOf(shape: Shape, value: Json): [Shape, Json | undefined][] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return shape.kind === 'list' ? value.map((one: Json) => [shape.member, one]) : [];
  return shape.kind === 'structure'
    ? Object.entries(shape.members).map(([name, member]) => [member.shape, own(value as JsonObject, name)])
    : [];
}
