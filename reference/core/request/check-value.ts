import type { IntegerShape, StringShape } from '../../../spec/contract.ts';
import type { Checks } from './check-shape.ts';

/** What is wrong with a text; `null`: nothing. Its length comes first: no pattern runs on a text that is too long. */
export function checkText(shape: StringShape, text: string, checks: Checks): string | null {
  const length = checks.lengthOf(text);
  if (shape.minLength !== null && length < shape.minLength)
    return `must have a length of at least ${shape.minLength}`;
  if (shape.maxLength !== null && length > shape.maxLength)
    return `must have a length of at most ${shape.maxLength}`;
  if (shape.enum && canonicalText(shape, text) === null) return `must be one of ${shape.enum.join(', ')}`;
  if (shape.pattern !== null && !checks.matches(shape.pattern, text))
    return `must match the pattern ${shape.pattern}`;
  return null;
}

/** The value of an enum that a text stands for, in another case where a zone disputes that; `null`: none. */
export function canonicalText(shape: StringShape, text: string): string | null {
  if (!shape.enum || shape.enum.includes(text)) return text;
  if (!shape.zones.some((zone) => zone.otherCase)) return null;
  return shape.enum.find((value) => value.toUpperCase() === text.toUpperCase()) ?? null;
}

export function checkInteger(shape: IntegerShape, value: number): string | null {
  if (shape.minimum !== null && value < shape.minimum) return `must be at least ${shape.minimum}`;
  if (shape.maximum !== null && value > shape.maximum) return `must be at most ${shape.maximum}`;
  return null;
}
