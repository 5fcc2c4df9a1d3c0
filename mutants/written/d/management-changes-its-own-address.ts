import { isOfEmail } from '../../../spec/operation-facts.ts';
import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { reroute } from '../b/reroute.ts';
import { onEach } from './email-operations.ts';

export const managementChangesItsOwnAddress: Mutant = {
  id: 'written/management-changes-its-own-address',
  fault: 'The management account may name itself where primary e-mail addresses are concerned.',
  kind: 'written',
  rule: 'context/management-own-account/StartPrimaryEmailUpdate',
  also: onEach('context/management-own-account'),
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) =>
      isOfEmail(operation) && named === caller && organizationOf(options.world, caller)?.management === caller
        ? caller
        : null,
    ),
};
