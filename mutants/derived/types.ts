import type { Shape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { deriveAt, wrongErrorOf, unmadeAt, type Derivation } from './derivation.ts';
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

/** Each value removed, one added in the ways that programs get wrong, and none asked for at all. */
export function enumFaults(place: InputPlace): Derivation[] {
  const { shape } = place;
  if (shape.kind !== 'string' || !shape.enum) return [];
  const { enum: values } = shape;
  const [first = '', second = ''] = values;
  const common = { constraint: 'enum', side: 'refuses' as const };
  const added: Readonly<Record<string, string>> = {
    'empty-text-added': '',
    'beginning-added': first.slice(0, -1),
    'longer-word-added': `${first}S`,
    'leading-blank-added': ` ${first}`,
    'trailing-blank-added': `${first} `,
    'two-values-added': `${first},${second}`,
  };
  return [
    ...values.map((value) =>
      deriveAt(place, {
        constraint: 'enum',
        side: 'accepts',
        what: `without-${value}`,
        fault: `may not be ${value}`,
        shape: { enum: values.filter((one) => one !== value) },
      }),
    ),
    ...Object.entries(added).map(([what, value]) =>
      deriveAt(place, {
        ...common,
        what,
        fault: `may be ${JSON.stringify(value)}`,
        shape: { enum: [...values, value] },
      }),
    ),
    deriveAt(place, { ...common, what: 'dropped', fault: 'may be any text', shape: { enum: null } }),
    ...(shape.zones.some(({ otherCase }) => otherCase)
      ? [unmadeAt(place, 'enum', 'case-ignored', 'whether a value in another case is accepted is contested')]
      : []),
  ];
}
