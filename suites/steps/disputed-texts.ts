import { judgeText } from '../../generators/values/judge-text.ts';
import { zoneTexts } from '../../generators/text/zone-texts.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Variant } from '../../generators/values/variant.ts';

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
