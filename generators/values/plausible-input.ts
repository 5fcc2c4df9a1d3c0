import type { Operation, Shape, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadPlausible, type Plausible } from '../../spec/load-plausible.ts';
import { phonePattern, plausibleTexts } from '../text/plausible-texts.ts';
import { isObject } from './input-faults.ts';

/** Whether a service with checks of its own has to accept a valid input: each text is plausible, and what is of a place fits. */
export function isPlausible({ input: shape }: Operation, input: JsonObject): boolean {
  return holds(shape, input);
}

function holds(shape: Shape, value: Json): boolean {
  if (shape.kind === 'structure') return !isObject(value) || ofStructure(shape, value);
  if (shape.kind !== 'string' || typeof value !== 'string' || shape.enum) return true;
  return plausibleTexts(shape)?.belongs(value) ?? true;
}

function ofStructure(shape: StructureShape, value: JsonObject): boolean {
  const plausible = loadPlausible();
  const about = plausible.places.filter(({ members }) =>
    Object.keys(members).every((name) => name in shape.members),
  );
  const fits = about.length === 0 || about.some((place) => ofPlace(shape, value, place, plausible));
  const placed = new Set(about.flatMap(({ members }) => Object.keys(members)));
  return (
    fits &&
    Object.entries(shape.members).every(
      ([name, { shape: own }]) => placed.has(name) || holds(own, value[name] ?? null),
    )
  );
}

/** Whether the members that are there are those of a place, and the phone number one of its country. */
function ofPlace(
  shape: StructureShape,
  value: JsonObject,
  { members, phoneOf }: Plausible['places'][number],
  { forms, phones }: Plausible,
): boolean {
  const ofCountry = phones.filter(({ country }) => country === phoneOf).flatMap((entry) => entry.forms);
  const own = Object.entries(members).every(([name, text]) => (value[name] ?? text) === text);
  return (
    own &&
    Object.entries(shape.members).every(([name, { shape: text }]) => {
      const number = value[name];
      if (forms[text.name] !== 'phone' || typeof number !== 'string') return true;
      return ofCountry.some((form) => phonePattern(form).test(number));
    })
  );
}
