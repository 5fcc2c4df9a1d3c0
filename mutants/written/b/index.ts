import type { Mutant } from '../../mutant.ts';
import { accountIdByPrefix } from './account-id-by-prefix.ts';
import { accountIdIgnoredByList } from './account-id-ignored-by-list.ts';
import { accountIdIgnoredOnReads } from './account-id-ignored-on-reads.ts';
import { accountIdIgnored } from './account-id-ignored.ts';
import { accountInvented } from './account-invented.ts';
import { allFeaturesIgnored } from './all-features-ignored.ts';
import { badPageTokenDenied } from './bad-page-token-denied.ts';
import { bodySignedAsParsed } from './body-signed-as-parsed.ts';
import { burstOneTooSmall } from './burst-one-too-small.ts';
import { changeTakesTheNeighbour } from './change-takes-the-neighbour.ts';
import { concurrentPutsUndoEachOther } from './concurrent-puts-undo-each-other.ts';
import { conflictNamedValidation } from './conflict-named-validation.ts';
import { conflictWithStatus400 } from './conflict-with-status-400.ts';
import { contactsSharedBetweenAccounts } from './contacts-shared-between-accounts.ts';
import { contentTypeNotCovered } from './content-type-not-covered.ts';
import { contextNotCheckedOnDelete } from './context-not-checked-on-delete.ts';
import { contextOnlyCheckedOnReads } from './context-only-checked-on-reads.ts';
import { contextOnlyCheckedOnWrites } from './context-only-checked-on-writes.ts';
import { defaultPageHasNoToken } from './default-page-has-no-token.ts';
import { defaultRegionCanBeDisabled } from './default-region-can-be-disabled.ts';
import { defaultRegionEnableAccepted } from './default-region-enable-accepted.ts';
import { delegateMayNotNameItself } from './delegate-may-not-name-itself.ts';
import { delegateOfAnyOrganization } from './delegate-of-any-organization.ts';
import { delegateReachesTheManagementAccount } from './delegate-reaches-the-management-account.ts';
import { delegateRefused } from './delegate-refused.ts';
import { deleteLandsInTheCallersAccount } from './delete-lands-in-the-callers-account.ts';
import { deleteOfSecurityVisibleLate } from './delete-of-security-visible-late.ts';
import { deniedWithStatus400 } from './denied-with-status-400.ts';
import { deniedWriteIsDone } from './denied-write-is-done.ts';
import { disabledSeenWhileEnabling } from './disabled-seen-while-enabling.ts';
import { disablingCanBeReversed } from './disabling-can-be-reversed.ts';
import { disablingSeenWhileEnabling } from './disabling-seen-while-enabling.ts';
import { enabledSeenWhileDisabling } from './enabled-seen-while-disabling.ts';
import { enablingCanBeCancelled } from './enabling-can-be-cancelled.ts';
import { endlessDisabling } from './endless-disabling.ts';
import { everyFifthReadIsOld } from './every-fifth-read-is-old.ts';
import { everySeventhPutLost } from './every-seventh-put-lost.ts';
import { existingAccountToldByMessage } from './existing-account-told-by-message.ts';
import { expiryIgnored } from './expiry-ignored.ts';
import { filterAfterPaging } from './filter-after-paging.ts';
import { filterAsConjunction } from './filter-as-conjunction.ts';
import { filterAsSubstring } from './filter-as-substring.ts';
import { filterDuplicatesDouble } from './filter-duplicates-double.ts';
import { filterEmptyFindsNothing } from './filter-empty-finds-nothing.ts';
import { filterNegated } from './filter-negated.ts';
import { filterTakesTheFirstStatus } from './filter-takes-the-first-status.ts';
import { filterTakesTwoStatuses } from './filter-takes-two-statuses.ts';
import { fourthReadInARowFindsNothing } from './fourth-read-in-a-row-finds-nothing.ts';
import { fullLastPageHasAToken } from './full-last-page-has-a-token.ts';
import { fullLastPageIsLost } from './full-last-page-is-lost.ts';
import { futureDateIgnored } from './future-date-ignored.ts';
import { headerBlanksKept } from './header-blanks-kept.ts';
import { hostNotCovered } from './host-not-covered.ts';
import { lastAccountRemembered } from './last-account-remembered.ts';
import { listAheadOfStatus } from './list-ahead-of-status.ts';
import { listWithoutChanges } from './list-without-changes.ts';
import { lostUpdateOfAnotherType } from './lost-update-of-another-type.ts';
import { malformedHeaderIsAnonymous } from './malformed-header-is-anonymous.ts';
import { managementNamesItself } from './management-names-itself.ts';
import { managementOwnAccountInvalid } from './management-own-account-invalid.ts';
import { memberNamesItself } from './member-names-itself.ts';
import { memberReachesOtherMembers } from './member-reaches-other-members.ts';
import { missingAccountNotFound } from './missing-account-not-found.ts';
import { noSkewAllowed } from './no-skew-allowed.ts';
import { oneDefaultRegionCanBeDisabled } from './one-default-region-can-be-disabled.ts';
import { oneOperationUnlimited } from './one-operation-unlimited.ts';
import { oneOtherPartitionAccepted } from './one-other-partition-accepted.ts';
import { onePageSizeLosesARegion } from './one-page-size-loses-a-region.ts';
import { oneRegionEnabledAtATime } from './one-region-enabled-at-a-time.ts';
import { oneRegionNeverEnabled } from './one-region-never-enabled.ts';
import { organizationBoundaryMissing } from './organization-boundary-missing.ts';
import { otherPartitionAccepted } from './other-partition-accepted.ts';
import { overRateNamedThrottling } from './over-rate-named-throttling.ts';
import { ownAccountNeedsTrustedAccess } from './own-account-needs-trusted-access.ts';
import { ownAccountOfMemberIsTheManagementAccount } from './own-account-of-member-is-the-management-account.ts';
import { pageRepeatsARegion } from './page-repeats-a-region.ts';
import { pageSizeIgnoredAboveThirty } from './page-size-ignored-above-thirty.ts';
import { pageSizeOneGivesTwo } from './page-size-one-gives-two.ts';
import { pageSkipsARegion } from './page-skips-a-region.ts';
import { pageTokenCountsPositions } from './page-token-counts-positions.ts';
import { pageTokenDropsTheFilter } from './page-token-drops-the-filter.ts';
import { pageTokenIgnoresCase } from './page-token-ignores-case.ts';
import { pageTokenIsAName } from './page-token-is-a-name.ts';
import { pageTokenIsAnOffset } from './page-token-is-an-offset.ts';
import { pageTokenNeverEnds } from './page-token-never-ends.ts';
import { pageTokenShowsItsOwner } from './page-token-shows-its-owner.ts';
import { pathNotCovered } from './path-not-covered.ts';
import { pendingStatusNotFilterable } from './pending-status-not-filterable.ts';
import { primaryContactSharedInOrganization } from './primary-contact-shared-in-organization.ts';
import { putOfPrimaryIsNotAtomic } from './put-of-primary-is-not-atomic.ts';
import { querySignatureNotVerified } from './query-signature-not-verified.ts';
import { querySignatureUnknown } from './query-signature-unknown.ts';
import { rateCountedOverAllAccounts } from './rate-counted-over-all-accounts.ts';
import { rateCountedOverAllOperations } from './rate-counted-over-all-operations.ts';
import { rateNeverRefilled } from './rate-never-refilled.ts';
import { rateRefilledAtOnce } from './rate-refilled-at-once.ts';
import { redundantChangeWithoutReason } from './redundant-change-without-reason.ts';
import { redundantDisableAccepted } from './redundant-disable-accepted.ts';
import { redundantDisableFlips } from './redundant-disable-flips.ts';
import { redundantEnableDenied } from './redundant-enable-denied.ts';
import { redundantEnableStartsAgain } from './redundant-enable-starts-again.ts';
import { refusedConflictStopsTheChange } from './refused-conflict-stops-the-change.ts';
import { regionCodeByPrefix } from './region-code-by-prefix.ts';
import { regionCodeIgnoresCase } from './region-code-ignores-case.ts';
import { regionNameNotEchoed } from './region-name-not-echoed.ts';
import { regionReadableButNotListed } from './region-readable-but-not-listed.ts';
import { regionRequestOverQuotaIsDone } from './region-request-over-quota-is-done.ts';
import { regionRequestsNeverReleased } from './region-requests-never-released.ts';
import { regionRequestsOfAccountOneTooFew } from './region-requests-of-account-one-too-few.ts';
import { regionRequestsOfAccountOneTooMany } from './region-requests-of-account-one-too-many.ts';
import { regionRequestsOfAccountUnlimited } from './region-requests-of-account-unlimited.ts';
import { regionRequestsOfOrganizationTooFew } from './region-requests-of-organization-too-few.ts';
import { regionRequestsOfOrganizationUnlimited } from './region-requests-of-organization-unlimited.ts';
import { regionsSharedBetweenAccounts } from './regions-shared-between-accounts.ts';
import { rivalRequestsUndoTheChange } from './rival-requests-undo-the-change.ts';
import { sameRequestAcceptedWhileEnabling } from './same-request-accepted-while-enabling.ts';
import { sameRequestWhileDisablingDenied } from './same-request-while-disabling-denied.ts';
import { scopeRegionIgnored } from './scope-region-ignored.ts';
import { scopeServiceIgnored } from './scope-service-ignored.ts';
import { sessionTokenNotCompared } from './session-token-not-compared.ts';
import { sessionTokenOptional } from './session-token-optional.ts';
import { signatureComparedInPart } from './signature-compared-in-part.ts';
import { signatureNotVerifiedOnDisable } from './signature-not-verified-on-disable.ts';
import { signatureNotVerified } from './signature-not-verified.ts';
import { skewOfADay } from './skew-of-a-day.ts';
import { skewOfHalfAnHour } from './skew-of-half-an-hour.ts';
import { staleReadsAfterPut } from './stale-reads-after-put.ts';
import { standaloneNamesItself } from './standalone-names-itself.ts';
import { standaloneReachesAnyone } from './standalone-reaches-anyone.ts';
import { statedBodyHashTrusted } from './stated-body-hash-trusted.ts';
import { statusFallsBackAfterEnabling } from './status-falls-back-after-enabling.ts';
import { statusInLowerCase } from './status-in-lower-case.ts';
import { truncatedPageTokenAccepted } from './truncated-page-token-accepted.ts';
import { trustedAccessIgnoredOnStatus } from './trusted-access-ignored-on-status.ts';
import { twoWinnersForARegion } from './two-winners-for-a-region.ts';
import { unknownKeyAccepted } from './unknown-key-accepted.ts';
import { unknownPageTokenStartsOver } from './unknown-page-token-starts-over.ts';
import { unknownRegionInventedByEnabling } from './unknown-region-invented-by-enabling.ts';
import { unknownRegionNotFound } from './unknown-region-not-found.ts';
import { unknownRegionRefusedButListed } from './unknown-region-refused-but-listed.ts';
import { unknownRegionShownAsDisabled } from './unknown-region-shown-as-disabled.ts';
import { unsignedReadsAccepted } from './unsigned-reads-accepted.ts';
import { unsignedReadsOfTheFirstAccount } from './unsigned-reads-of-the-first-account.ts';
import { writeLandsInBothAccounts } from './write-lands-in-both-accounts.ts';
import { writeLandsInTheCallersAccount } from './write-lands-in-the-callers-account.ts';
import { wrongSignatureInvalidInput } from './wrong-signature-invalid-input.ts';
import { wronglySignedPutIsDone } from './wrongly-signed-put-is-done.ts';

/** Faults of context, regions, listing, consistency, signing and quotas. */
export const writtenB: readonly Mutant[] = [
  accountIdByPrefix,
  accountIdIgnoredByList,
  accountIdIgnoredOnReads,
  accountIdIgnored,
  accountInvented,
  allFeaturesIgnored,
  badPageTokenDenied,
  bodySignedAsParsed,
  burstOneTooSmall,
  changeTakesTheNeighbour,
  concurrentPutsUndoEachOther,
  conflictNamedValidation,
  conflictWithStatus400,
  contactsSharedBetweenAccounts,
  contentTypeNotCovered,
  contextNotCheckedOnDelete,
  contextOnlyCheckedOnReads,
  contextOnlyCheckedOnWrites,
  defaultPageHasNoToken,
  defaultRegionCanBeDisabled,
  defaultRegionEnableAccepted,
  delegateMayNotNameItself,
  delegateOfAnyOrganization,
  delegateReachesTheManagementAccount,
  delegateRefused,
  deleteLandsInTheCallersAccount,
  deleteOfSecurityVisibleLate,
  deniedWithStatus400,
  deniedWriteIsDone,
  disabledSeenWhileEnabling,
  disablingCanBeReversed,
  disablingSeenWhileEnabling,
  enabledSeenWhileDisabling,
  enablingCanBeCancelled,
  endlessDisabling,
  everyFifthReadIsOld,
  everySeventhPutLost,
  existingAccountToldByMessage,
  expiryIgnored,
  filterAfterPaging,
  filterAsConjunction,
  filterAsSubstring,
  filterDuplicatesDouble,
  filterEmptyFindsNothing,
  filterNegated,
  filterTakesTheFirstStatus,
  filterTakesTwoStatuses,
  fourthReadInARowFindsNothing,
  fullLastPageHasAToken,
  fullLastPageIsLost,
  futureDateIgnored,
  headerBlanksKept,
  hostNotCovered,
  lastAccountRemembered,
  listAheadOfStatus,
  listWithoutChanges,
  lostUpdateOfAnotherType,
  malformedHeaderIsAnonymous,
  managementNamesItself,
  managementOwnAccountInvalid,
  memberNamesItself,
  memberReachesOtherMembers,
  missingAccountNotFound,
  noSkewAllowed,
  oneDefaultRegionCanBeDisabled,
  oneOperationUnlimited,
  oneOtherPartitionAccepted,
  onePageSizeLosesARegion,
  oneRegionEnabledAtATime,
  oneRegionNeverEnabled,
  organizationBoundaryMissing,
  otherPartitionAccepted,
  overRateNamedThrottling,
  ownAccountNeedsTrustedAccess,
  ownAccountOfMemberIsTheManagementAccount,
  pageRepeatsARegion,
  pageSizeIgnoredAboveThirty,
  pageSizeOneGivesTwo,
  pageSkipsARegion,
  pageTokenCountsPositions,
  pageTokenDropsTheFilter,
  pageTokenIgnoresCase,
  pageTokenIsAName,
  pageTokenIsAnOffset,
  pageTokenNeverEnds,
  pageTokenShowsItsOwner,
  pathNotCovered,
  pendingStatusNotFilterable,
  primaryContactSharedInOrganization,
  putOfPrimaryIsNotAtomic,
  querySignatureNotVerified,
  querySignatureUnknown,
  rateCountedOverAllAccounts,
  rateCountedOverAllOperations,
  rateNeverRefilled,
  rateRefilledAtOnce,
  redundantChangeWithoutReason,
  redundantDisableAccepted,
  redundantDisableFlips,
  redundantEnableDenied,
  redundantEnableStartsAgain,
  refusedConflictStopsTheChange,
  regionCodeByPrefix,
  regionCodeIgnoresCase,
  regionNameNotEchoed,
  regionReadableButNotListed,
  regionRequestOverQuotaIsDone,
  regionRequestsNeverReleased,
  regionRequestsOfAccountOneTooFew,
  regionRequestsOfAccountOneTooMany,
  regionRequestsOfAccountUnlimited,
  regionRequestsOfOrganizationTooFew,
  regionRequestsOfOrganizationUnlimited,
  regionsSharedBetweenAccounts,
  rivalRequestsUndoTheChange,
  sameRequestAcceptedWhileEnabling,
  sameRequestWhileDisablingDenied,
  scopeRegionIgnored,
  scopeServiceIgnored,
  sessionTokenNotCompared,
  sessionTokenOptional,
  signatureComparedInPart,
  signatureNotVerifiedOnDisable,
  signatureNotVerified,
  skewOfADay,
  skewOfHalfAnHour,
  staleReadsAfterPut,
  standaloneNamesItself,
  standaloneReachesAnyone,
  statedBodyHashTrusted,
  statusFallsBackAfterEnabling,
  statusInLowerCase,
  truncatedPageTokenAccepted,
  trustedAccessIgnoredOnStatus,
  twoWinnersForARegion,
  unknownKeyAccepted,
  unknownPageTokenStartsOver,
  unknownRegionInventedByEnabling,
  unknownRegionNotFound,
  unknownRegionRefusedButListed,
  unknownRegionShownAsDisabled,
  unsignedReadsAccepted,
  unsignedReadsOfTheFirstAccount,
  writeLandsInBothAccounts,
  writeLandsInTheCallersAccount,
  wrongSignatureInvalidInput,
  wronglySignedPutIsDone,
];
