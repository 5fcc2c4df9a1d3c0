import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { accountRules, pendingRules } from './account-and-pending.rules.ts';
import { isolationRules, walksInTurnRules } from './apart-and-walks.rules.ts';
import { delegateRules, managementRules } from './delegate-and-management.rules.ts';
import { memberRules } from './member.rules.ts';
import { outsideOrganizationRules } from './outside-organization.rules.ts';
import { ownRules, standaloneRules } from './own-and-standalone.rules.ts';
import { trustedAccessAndAllFeaturesRules } from './trusted-access-and-all-features.rules.ts';

/** The suite of whose account a call acts on. */
export function contextRules(contract: Contract): Rule[] {
  return [
    ...ownRules(contract),
    ...managementRules(contract),
    ...delegateRules(contract),
    ...memberRules(contract),
    ...standaloneRules(contract),
    ...outsideOrganizationRules(contract),
    ...trustedAccessAndAllFeaturesRules(contract),
    ...isolationRules,
    ...accountRules,
    ...pendingRules,
    ...walksInTurnRules,
  ];
}
