import { judgeText } from '../../generators/values/judge-text.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';

/** What differs only in this from what is stored is taken for the same by a service that compares loosely. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'with further blanks': (text) => text.replaceAll(/(?<=\S) +(?=\S)/gu, '$&  '),
  'without blanks': (text) => text.replaceAll(' ', ''),
  'without its last character': (text) => text.slice(0, -1),
  'with one character more': (text) => `${text}0`,
  'with two characters exchanged': (text) => text.replace(/^(.*)(.)(.)$/u, '$1$3$2'),
  'with another last character': (text) => text.replace(/.$/u, (last) => (last === '1' ? '2' : '1')),
};

/** A text that every change makes another one of. */
const PATTERN_TEXT = 'Ab Cd-e';

/** Nearly equal values: one to be stored, and others that differ from it a little in every member that is text. */
export function nearlyEqualValues(
  shape: StructureShape,
  base: JsonObject,
): { readonly stored: JsonObject; readonly changed: Readonly<Record<string, JsonObject>> } {
  const stored = mapped(shape, base, () => PATTERN_TEXT);
  const changed = Object.fromEntries(
    Object.entries(CHANGES).map(([label, change]) => [label, mapped(shape, stored, change)]),
  );
  return { stored, changed };
}

/** Every text changed, where what comes of it has to be accepted too. */
function mapped(shape: StructureShape, value: JsonObject, change: (text: string) => string): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, given]) => {
      const own = shape.members[name]?.shape;
      if (own?.kind !== 'string' || own.enum || own.format !== null || typeof given !== 'string')
        return [name, given];
      const text = change(given);
      return [name, judgeText(own, text) === 'must' ? text : given];
    }),
  );
}
