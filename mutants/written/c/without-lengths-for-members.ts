import type { ServiceParts } from '../../../reference/core/service-parts.ts';

/** The parts, not checking the lengths of one operation's input where an account is named. */
export function withoutLengthsForMembers(parts: ServiceParts, operation: string): ServiceParts {
  return {
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const unchecked = shape.name.startsWith(operation) && Boolean(input['AccountId']);
      return unchecked ? faults.filter(({ message }) => !message.includes('at most')) : faults;
    },
  };
}
