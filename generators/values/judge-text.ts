import type { Level, StringShape, Zone } from '../../spec/contract.ts';

/** How binding the acceptance of a value is; `invalid`: it must be refused. */
export type Verdict = Level | 'invalid';

const compiled = new Map<string, RegExp>();

/** A pattern of the contract: ECMA-262 with `u`, compiled once. */
export function patternOf(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(source, 'u');
  compiled.set(source, known);
  return known;
}

/** Length in Unicode scalar values, as the contract counts. */
export function scalarLength(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}

/** The constraints of the shape that a text breaks, by their key, lengths in scalar values. */
export function textFaults(shape: StringShape, value: string): readonly string[] {
  const length = scalarLength(value);
  const faults: string[] = [];
  if (shape.minLength !== null && length < shape.minLength) faults.push('min-length');
  if (shape.maxLength !== null && length > shape.maxLength) faults.push('max-length');
  if (shape.pattern !== null && !patternOf(shape.pattern).test(value)) faults.push('pattern');
  if (shape.enum && !shape.enum.includes(value)) faults.push('enum');
  return faults;
}

/** The zone that decides about a text, the first that holds; `null`: none. */
export function zoneOf(shape: StringShape, value: string): Zone | null {
  const length = scalarLength(value);
  return shape.zones.find((zone) => zoneHolds(zone, shape, value, length)) ?? null;
}

/** Judges one text by form alone. A text that is too long or short only as UTF-16 counts it is contested. */
export function judgeText(shape: StringShape, value: string): Verdict {
  const length = scalarLength(value);
  const otherCase = shape.zones.find((zone) => zone.otherCase && zoneHolds(zone, shape, value, length));
  if (otherCase) return otherCase.accept;
  const faults = textFaults(shape, value);
  const disputed = faults.length === 0 ? !lengthFits(shape, value.length) : lengthOnly(faults, shape, value);
  if (disputed) return 'contested';
  if (faults.length > 0) return 'invalid';
  return zoneOf(shape, value)?.accept ?? 'must';
}

function zoneHolds(zone: Zone, shape: StringShape, value: string, length: number): boolean {
  if (zone.minLength !== undefined && length < zone.minLength) return false;
  if (zone.maxLength !== undefined && length > zone.maxLength) return false;
  if (zone.pattern !== undefined && !patternOf(zone.pattern).test(value)) return false;
  if (zone.notPattern !== undefined && patternOf(zone.notPattern).test(value)) return false;
  return zone.otherCase === undefined || zone.otherCase === isOtherCase(shape, value);
}

function isOtherCase(shape: StringShape, value: string): boolean {
  const known = shape.enum ?? [];
  return !known.includes(value) && known.some((entry) => entry.toUpperCase() === value.toUpperCase());
}

function lengthFits(shape: StringShape, length: number): boolean {
  return length >= (shape.minLength ?? 0) && length <= (shape.maxLength ?? Infinity);
}

function lengthOnly(faults: readonly string[], shape: StringShape, value: string): boolean {
  return faults.every((fault) => fault.endsWith('-length')) && lengthFits(shape, value.length);
}
