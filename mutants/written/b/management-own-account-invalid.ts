import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const managementOwnAccountInvalid: Mutant = {
  id: 'written/management-own-account-invalid',
  fault: 'The management account that names itself is refused for invalid input instead of being denied.',
  kind: 'written',
  rule: 'context/management-own-account/PutContactInformation',
  because: 'ValidationException',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: all }) => {
      const isManagement = all.options.world.organizations.some(({ management }) => management === caller);
      if (named !== caller || !isManagement) return null;
      throw new Refusal(all.errorNames.invalid, 'AccountId must name another account.');
    }),
};
