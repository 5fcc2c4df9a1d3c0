import type { JsonObject } from '../../../spec/json.ts';

/** A contact with some of its texts changed; without names, all but its type. */
export function changeTexts(
  contact: JsonObject,
  change: (text: string) => string,
  names: readonly string[] = Object.keys(contact).filter((name) => name !== 'AlternateContactType'),
): JsonObject {
  return Object.fromEntries(
    Object.entries(contact).map(([name, value]) => [
      name,
      typeof value === 'string' && names.includes(name) ? change(value) : value,
    ]),
  );
}
