import type { Level, StringShape, Zone } from '../../spec/contract.ts';

/** How binding it is that a text is accepted, and the ruling that says so; `null`: it is refused. */
export function levelOfText(
  shape: StringShape,
  text: string,
): { readonly level: Level; readonly ruling: string | null } | null {
  const length = Array.from(text).length;
  if (length < (shape.minLength ?? 0) || length > (shape.maxLength ?? Infinity)) return null;
  if (shape.pattern !== null && !new RegExp(shape.pattern, 'u').test(text)) return null;
  const zone = shape.zones.find((one) => holds(one, text, length));
  return zone ? { level: zone.accept, ruling: zone.ruling } : { level: 'must', ruling: null };
}

function holds(zone: Zone, text: string, length: number): boolean {
  if (zone.otherCase) return false;
  return (
    (zone.pattern === undefined || new RegExp(zone.pattern, 'u').test(text)) &&
    (zone.notPattern === undefined || !new RegExp(zone.notPattern, 'u').test(text)) &&
    (zone.minLength === undefined || length >= zone.minLength) &&
    (zone.maxLength === undefined || length <= zone.maxLength)
  );
}

/** The pattern of all texts that have to be accepted; `null`: only lengths decide. */
export function acceptedPattern(shape: StringShape): string | null {
  const whole = shape.zones.find(
    ({ accept, notPattern }) =>
      accept === 'contested' && notPattern?.startsWith('^') && notPattern.endsWith('$'),
  );
  return whole?.notPattern ?? shape.pattern;
}
