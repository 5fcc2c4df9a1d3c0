import { deriveAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';

/** Both bounds of a number: dropped, and moved by one either way. */
export function integerFaults(place: InputPlace): Derivation[] {
  const { shape } = place;
  if (shape.kind !== 'integer') return [];
  return (['minimum', 'maximum'] as const).flatMap((constraint) => {
    const bound = shape[constraint];
    if (bound === null) return [];
    const outwards = constraint === 'minimum' ? -1 : 1;
    const loose = { constraint, side: 'refuses' as const };
    return [
      deriveAt(place, {
        ...loose,
        what: 'dropped',
        fault: `has no ${constraint}`,
        shape: { [constraint]: null },
      }),
      deriveAt(place, {
        ...loose,
        what: 'moved-outwards',
        fault: `has the ${constraint} ${bound + outwards}`,
        shape: { [constraint]: bound + outwards },
      }),
      deriveAt(place, {
        constraint,
        side: 'accepts',
        what: 'moved-inwards',
        fault: `has the ${constraint} ${bound - outwards}`,
        shape: { [constraint]: bound - outwards },
      }),
    ];
  });
}
