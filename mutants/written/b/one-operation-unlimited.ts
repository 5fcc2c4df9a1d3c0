import type { Mutant } from '../../mutant.ts';

export const oneOperationUnlimited: Mutant = {
  id: 'written/one-operation-unlimited',
  fault: 'Puts of alternate contacts have no limit.',
  kind: 'written',
  rule: 'quotas/over/PutAlternateContact',
  because: 'so was every request before it',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    throttle: (caller, operation, all) => {
      if (operation.name !== 'PutAlternateContact') parts.throttle(caller, operation, all);
    },
  }),
};
