import type { Shape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { deriveAt, wrongErrorOf, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';
import { refusedHere, takenForAbsent } from './lenient-input.ts';

/** Values of another JSON type that are taken, or that are refused as something else. */
export function typeFaults(place: InputPlace): Derivation[] {
  const isOther = (value: Json) => value !== null && !isOfKind(place.shape, value);
  const wrong = wrongErrorOf(place);
  return [
    deriveAt(place, {
      constraint: 'type',
      side: 'refuses',
      what: 'accepted',
      fault: `may be of a JSON type other than ${place.shape.kind}`,
      compose: takenForAbsent(place, isOther),
    }),
    deriveAt(place, {
      constraint: 'type-error',
      side: 'refuses',
      what: 'renamed',
      fault: `of a wrong JSON type is refused with ${wrong}`,
      compose: refusedHere(place, isOther, () => wrong),
      because: wrong,
    }),
  ];
}

function isOfKind(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'list':
      return Array.isArray(value);
    case 'structure':
      return typeof value === 'object' && !Array.isArray(value);
  }
}
