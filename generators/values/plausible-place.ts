import * as fc from 'fast-check';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';

const MOST_DIGITS = 12;

/**
 * Members of a structure that fit each other: country, state, city, postal code and a phone number for fiction.
 * Fixed members narrow the choice, where a place has them. `null`: the structure is about no place.
 */
export function plausiblePlace(shape: StructureShape, fixed: JsonObject): fc.Arbitrary<JsonObject> | null {
  const { places, phones, forms } = loadPlausible();
  const about = places.filter(({ members }) => Object.keys(members).every((name) => name in shape.members));
  const fitting = about.filter(({ members }) =>
    Object.entries(members).every(([name, value]) => fixed[name] === undefined || fixed[name] === value),
  );
  const asked = Object.keys(fixed).some((name) => places.some(({ members }) => name in members));
  const chosen = (asked ? fitting : about).filter(({ onRequest }) => !onRequest || asked);
  const usual = chosen.length > 0 ? chosen : about.filter(({ onRequest }) => !onRequest);
  if (usual.length === 0) return null;
  const phoneMember = Object.entries(shape.members).find(
    ([, { shape: text }]) => forms[text.name] === 'phone',
  )?.[0];
  const digits = fc.array(fc.nat(9), { minLength: MOST_DIGITS, maxLength: MOST_DIGITS });
  return fc.tuple(fc.constantFrom(...usual), fc.nat(), digits).map(([place, which, filling]) => {
    const phoneForms = phones
      .filter(({ country }) => country === place.phoneOf)
      .flatMap((entry) => entry.forms);
    const form = phoneForms[which % phoneForms.length] ?? '';
    let next = 0;
    const phone = form.replaceAll('#', () => String(filling[next++ % MOST_DIGITS] ?? 0));
    return phoneMember === undefined ? place.members : { ...place.members, [phoneMember]: phone };
  });
}
