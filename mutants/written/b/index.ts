import type { Mutant } from '../../mutant.ts';
import { accountIdByPrefix } from './account-id-by-prefix.ts';
import { accountIdIgnoredByList } from './account-id-ignored-by-list.ts';
import { accountIdIgnoredOnReads } from './account-id-ignored-on-reads.ts';
import { accountIdIgnored } from './account-id-ignored.ts';
import { accountInvented } from './account-invented.ts';
import { allFeaturesIgnored } from './all-features-ignored.ts';
import { changeTakesTheNeighbour } from './change-takes-the-neighbour.ts';
import { conflictNamedValidation } from './conflict-named-validation.ts';
import { conflictWithStatus400 } from './conflict-with-status-400.ts';
import { contactsSharedBetweenAccounts } from './contacts-shared-between-accounts.ts';
import { contextNotCheckedOnDelete } from './context-not-checked-on-delete.ts';
import { contextOnlyCheckedOnReads } from './context-only-checked-on-reads.ts';
import { contextOnlyCheckedOnWrites } from './context-only-checked-on-writes.ts';
import { defaultRegionCanBeDisabled } from './default-region-can-be-disabled.ts';
import { defaultRegionEnableAccepted } from './default-region-enable-accepted.ts';
import { delegateMayNotNameItself } from './delegate-may-not-name-itself.ts';
import { delegateOfAnyOrganization } from './delegate-of-any-organization.ts';
import { delegateReachesTheManagementAccount } from './delegate-reaches-the-management-account.ts';
import { delegateRefused } from './delegate-refused.ts';
import { deleteLandsInTheCallersAccount } from './delete-lands-in-the-callers-account.ts';
import { deniedWithStatus400 } from './denied-with-status-400.ts';
import { deniedWriteIsDone } from './denied-write-is-done.ts';
import { disabledSeenWhileEnabling } from './disabled-seen-while-enabling.ts';
import { disablingCanBeReversed } from './disabling-can-be-reversed.ts';
import { disablingSeenWhileEnabling } from './disabling-seen-while-enabling.ts';
import { enabledSeenWhileDisabling } from './enabled-seen-while-disabling.ts';
import { enablingCanBeCancelled } from './enabling-can-be-cancelled.ts';
import { endlessDisabling } from './endless-disabling.ts';
import { existingAccountToldByMessage } from './existing-account-told-by-message.ts';
import { lastAccountRemembered } from './last-account-remembered.ts';
import { listAheadOfStatus } from './list-ahead-of-status.ts';
import { listWithoutChanges } from './list-without-changes.ts';
import { managementNamesItself } from './management-names-itself.ts';
import { managementOwnAccountInvalid } from './management-own-account-invalid.ts';
import { memberNamesItself } from './member-names-itself.ts';
import { memberReachesOtherMembers } from './member-reaches-other-members.ts';
import { missingAccountNotFound } from './missing-account-not-found.ts';
import { oneDefaultRegionCanBeDisabled } from './one-default-region-can-be-disabled.ts';
import { oneOtherPartitionAccepted } from './one-other-partition-accepted.ts';
import { oneRegionEnabledAtATime } from './one-region-enabled-at-a-time.ts';
import { oneRegionNeverEnabled } from './one-region-never-enabled.ts';
import { organizationBoundaryMissing } from './organization-boundary-missing.ts';
import { otherPartitionAccepted } from './other-partition-accepted.ts';
import { ownAccountNeedsTrustedAccess } from './own-account-needs-trusted-access.ts';
import { ownAccountOfMemberIsTheManagementAccount } from './own-account-of-member-is-the-management-account.ts';
import { primaryContactSharedInOrganization } from './primary-contact-shared-in-organization.ts';
import { redundantChangeWithoutReason } from './redundant-change-without-reason.ts';
import { redundantDisableAccepted } from './redundant-disable-accepted.ts';
import { redundantDisableFlips } from './redundant-disable-flips.ts';
import { redundantEnableDenied } from './redundant-enable-denied.ts';
import { redundantEnableStartsAgain } from './redundant-enable-starts-again.ts';
import { refusedConflictStopsTheChange } from './refused-conflict-stops-the-change.ts';
import { regionCodeByPrefix } from './region-code-by-prefix.ts';
import { regionCodeIgnoresCase } from './region-code-ignores-case.ts';
import { regionNameNotEchoed } from './region-name-not-echoed.ts';
import { regionsSharedBetweenAccounts } from './regions-shared-between-accounts.ts';
import { sameRequestAcceptedWhileEnabling } from './same-request-accepted-while-enabling.ts';
import { sameRequestWhileDisablingDenied } from './same-request-while-disabling-denied.ts';
import { standaloneNamesItself } from './standalone-names-itself.ts';
import { standaloneReachesAnyone } from './standalone-reaches-anyone.ts';
import { statusFallsBackAfterEnabling } from './status-falls-back-after-enabling.ts';
import { statusInLowerCase } from './status-in-lower-case.ts';
import { trustedAccessIgnoredOnStatus } from './trusted-access-ignored-on-status.ts';
import { unknownRegionInventedByEnabling } from './unknown-region-invented-by-enabling.ts';
import { unknownRegionNotFound } from './unknown-region-not-found.ts';
import { unknownRegionRefusedButListed } from './unknown-region-refused-but-listed.ts';
import { unknownRegionShownAsDisabled } from './unknown-region-shown-as-disabled.ts';
import { writeLandsInBothAccounts } from './write-lands-in-both-accounts.ts';
import { writeLandsInTheCallersAccount } from './write-lands-in-the-callers-account.ts';

/** Faults of context, regions, listing, consistency, signing and quotas. */
export const writtenB: readonly Mutant[] = [
  accountIdByPrefix,
  accountIdIgnoredByList,
  accountIdIgnoredOnReads,
  accountIdIgnored,
  accountInvented,
  allFeaturesIgnored,
  changeTakesTheNeighbour,
  conflictNamedValidation,
  conflictWithStatus400,
  contactsSharedBetweenAccounts,
  contextNotCheckedOnDelete,
  contextOnlyCheckedOnReads,
  contextOnlyCheckedOnWrites,
  defaultRegionCanBeDisabled,
  defaultRegionEnableAccepted,
  delegateMayNotNameItself,
  delegateOfAnyOrganization,
  delegateReachesTheManagementAccount,
  delegateRefused,
  deleteLandsInTheCallersAccount,
  deniedWithStatus400,
  deniedWriteIsDone,
  disabledSeenWhileEnabling,
  disablingCanBeReversed,
  disablingSeenWhileEnabling,
  enabledSeenWhileDisabling,
  enablingCanBeCancelled,
  endlessDisabling,
  existingAccountToldByMessage,
  lastAccountRemembered,
  listAheadOfStatus,
  listWithoutChanges,
  managementNamesItself,
  managementOwnAccountInvalid,
  memberNamesItself,
  memberReachesOtherMembers,
  missingAccountNotFound,
  oneDefaultRegionCanBeDisabled,
  oneOtherPartitionAccepted,
  oneRegionEnabledAtATime,
  oneRegionNeverEnabled,
  organizationBoundaryMissing,
  otherPartitionAccepted,
  ownAccountNeedsTrustedAccess,
  ownAccountOfMemberIsTheManagementAccount,
  primaryContactSharedInOrganization,
  redundantChangeWithoutReason,
  redundantDisableAccepted,
  redundantDisableFlips,
  redundantEnableDenied,
  redundantEnableStartsAgain,
  refusedConflictStopsTheChange,
  regionCodeByPrefix,
  regionCodeIgnoresCase,
  regionNameNotEchoed,
  regionsSharedBetweenAccounts,
  sameRequestAcceptedWhileEnabling,
  sameRequestWhileDisablingDenied,
  standaloneNamesItself,
  standaloneReachesAnyone,
  statusFallsBackAfterEnabling,
  statusInLowerCase,
  trustedAccessIgnoredOnStatus,
  unknownRegionInventedByEnabling,
  unknownRegionNotFound,
  unknownRegionRefusedButListed,
  unknownRegionShownAsDisabled,
  writeLandsInBothAccounts,
  writeLandsInTheCallersAccount,
];
