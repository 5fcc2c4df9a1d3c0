import type { Mutant } from '../../mutant.ts';

export const conflictNamedValidation: Mutant = {
  id: 'written/conflict-named-validation',
  fault: 'A request for a region that is being enabled is refused as invalid instead of as a conflict.',
  kind: 'written',
  rule: 'regions/opposite-request-while-enabling',
  because: '400 ValidationException',
  compose: (parts) => {
    const { lifecycle } = parts.options;
    const refusals = lifecycle.refusals.map((one) =>
      one.pending && one.from === 'ENABLING' ? { ...one, errors: [parts.errorNames.invalid] } : one,
    );
    return { ...parts, options: { ...parts.options, lifecycle: { ...lifecycle, refusals } } };
  },
};
