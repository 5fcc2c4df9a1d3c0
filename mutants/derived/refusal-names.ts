import { deriveAt, wrongErrorOf, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';

/** The name under which a wrong value is refused, exchanged for another error of the operation. */
export function refusalNameFaults(place: InputPlace): Derivation[] {
  const { shape, member } = place;
  const wrong = wrongErrorOf(place);
  const broken = [...(member?.required ? ['required'] : []), ...constraintsOf(place)];
  const name = { refusedAs: [wrong] };
  return broken.map((constraint) =>
    deriveAt(place, {
      constraint,
      side: 'refuses',
      what: 'renamed',
      fault: `is refused with ${wrong} when it breaks "${constraint}"; so is every wrong ${shape.name}`,
      shape: name,
      because: wrong,
    }),
  );
}

function constraintsOf({ shape }: InputPlace): string[] {
  if (shape.kind === 'integer')
    return [shape.minimum === null ? [] : ['minimum'], shape.maximum === null ? [] : ['maximum']].flat();
  if (shape.kind !== 'string') return [];
  return [
    (shape.minLength ?? 0) > 0 ? ['min-length'] : [],
    shape.maxLength === null ? [] : ['max-length'],
    shape.enum ? ['enum'] : shape.pattern === null ? [] : ['pattern'],
  ].flat();
}
