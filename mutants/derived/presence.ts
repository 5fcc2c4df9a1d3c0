import { errorNames } from '../../reference/core/refusal.ts';
import type { Shape } from '../../spec/contract.ts';
import { deriveAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';
import { refusedHere, standsIn, takenForAbsent } from './lenient-input.ts';

/** Required members that may be left out, optional ones that may not, and null meaning the opposite of what it should. */
export function presenceFaults(place: InputPlace): Derivation[] {
  const { member } = place;
  if (!member) return [];
  const isNull = (value: unknown) => value === null;
  if (member.required) {
    return [
      deriveAt(place, {
        constraint: 'required',
        side: 'refuses',
        what: 'flipped',
        fault: 'may be left out',
        member: { required: false },
        compose: standsIn(place),
      }),
      deriveAt(place, {
        constraint: 'null',
        side: 'refuses',
        what: 'accepted',
        fault: 'may be null though it is required',
        compose: takenForAbsent(place, isNull),
      }),
    ];
  }
  return [
    deriveAt(place, {
      constraint: 'optional',
      side: 'accepts',
      what: 'flipped',
      fault: 'must be present',
      member: { required: true },
    }),
    deriveAt(place, {
      constraint: 'null',
      side: 'accepts',
      what: 'refused',
      fault: 'must not be null though it may be left out',
      compose: refusedHere(place, isNull, (parts) => parts.errorNames.malformedBody),
      because: errorNames.malformedBody,
    }),
    ...requiredWhenFaults(place),
  ];
}

/** Whether a contact with this value is sent at all. */
function isTried({ operation, path }: InputPlace, member: string, value: string): boolean {
  const owner = path
    .slice(0, -1)
    .reduce<Shape | undefined>(
      (shape, name) => (shape?.kind === 'structure' ? shape.members[name]?.shape : undefined),
      operation.input,
    );
  const other = owner?.kind === 'structure' ? owner.members[member]?.shape : undefined;
  const zones = other?.kind === 'string' ? other.zones.filter(({ untried }) => untried !== undefined) : [];
  return !zones.some(({ pattern }) => pattern !== undefined && new RegExp(pattern, 'u').test(value));
}

function requiredWhenFaults(place: InputPlace): Derivation[] {
  const condition = place.member?.requiredWhen;
  if (!condition) return [];
  const common = { constraint: 'required-when', side: 'refuses' as const };
  return [
    deriveAt(place, {
      ...common,
      what: 'dropped',
      fault: `may be left out whatever ${condition.member} is`,
      member: { requiredWhen: null },
    }),
    ...condition.oneOf
      .filter((value) => isTried(place, condition.member, value))
      .map((value) =>
        deriveAt(place, {
          ...common,
          what: `without-${value}`,
          fault: `may be left out when ${condition.member} is ${value}`,
          member: { requiredWhen: { ...condition, oneOf: condition.oneOf.filter((one) => one !== value) } },
        }),
      ),
  ];
}
