import type fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import { draw } from '../../harness/subject.ts';
import { judgeText } from '../../generators/values/judge-text.ts';
import { zoneTexts } from '../../generators/text/zone-texts.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Variant } from '../../generators/values/variant.ts';

export function alternates({ contract, target }: RuleContext) {
  return alternateContact(contract, { values: target.values });
}

export function primaries({ contract, target }: RuleContext) {
  return primaryContact(contract, { values: target.values });
}

/** One value, by the rule's seed and a name. */
export function one<T>(context: RuleContext, name: string, arbitrary: fc.Arbitrary<T>): T {
  return draw({ context, caller: context.caller, account: {} }, name, arbitrary);
}

export function shapeOf(
  { contract }: RuleContext,
  operation: string,
  path: readonly string[],
): StructureShape {
  const shape =
    path.length === 0 ? contract.operations[operation]?.input : inputShape(contract, operation, path);
  if (shape?.kind !== 'structure') throw new RangeError(`${operation}: no structure ${path.join('.')}`);
  return shape;
}

/** A service that checks more than form need not take any text for a name or an address. */
export function anyText(context: RuleContext): void {
  if (context.target.values !== 'any')
    context.notApplicable('the target is asked with plausible values only');
}

/** Rulings by which a value may come back as another one: trimmed, in capitals. */
const CHANGED = new Set([
  'outer-white-space',
  'white-space-in-patterns',
  'blank-text',
  'contact-type-case',
  'country-code',
]);

interface Disputed {
  readonly contact: JsonObject;
  /** Whether the value comes back as it was put, where it is accepted. */
  readonly kept: boolean;
}

/** A valid contact with one text of each zone in which the contract leaves acceptance open. */
export function disputed(shape: StructureShape, base: JsonObject): Variant<Disputed>[] {
  return Object.entries(shape.members).flatMap(([name, { shape: own }]) => {
    if (own.kind !== 'string' || own.format !== null || own.enum) return [];
    return [...new Set(own.zones.map(({ ruling }) => ruling))].flatMap((ruling) =>
      zoneTexts(own, ruling).map(({ label, arbitrary }) => ({
        label: `${name}: ${label}`,
        arbitrary: arbitrary.map((text) => {
          // White space at the ends is a part of most texts that are drawn; it may be gone afterwards.
          const bare = text.trim();
          const kept = !CHANGED.has(ruling) && judgeText(own, bare) !== 'invalid';
          return { contact: { ...base, [name]: kept ? bare : text }, kept };
        }),
      })),
    );
  });
}

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
