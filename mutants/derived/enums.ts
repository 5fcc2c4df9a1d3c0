import { deriveAt, unmadeAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';

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
