import type { Mutant } from '../../mutant.ts';
import { ageReckonedFromDateHeader } from './age-reckoned-from-date-header.ts';
import { alternateLengthsUncheckedForMembers } from './alternate-lengths-unchecked-for-members.ts';
import { asciiEscapesKept } from './ascii-escapes-kept.ts';
import { blankPageTokenIsNone } from './blank-page-token-is-none.ts';
import { caseChangeCountsAsNone } from './case-change-counts-as-none.ts';
import { closedManagementReadsItself } from './closed-management-reads-itself.ts';
import { conflictLookedForAtTheCaller } from './conflict-looked-for-at-the-caller.ts';
import { contactAsJsonText } from './contact-as-json-text.ts';
import { contactTakenFromTheTop } from './contact-taken-from-the-top.ts';
import { defaultPortDropped } from './default-port-dropped.ts';
import { defaultRegionBeginsDisabled } from './default-region-begins-disabled.ts';
import { deleteTakesNamesakes } from './delete-takes-namesakes.ts';
import { disablingCountsAsDisabled } from './disabling-counts-as-disabled.ts';
import { disablingTakesTheElderSister } from './disabling-takes-the-elder-sister.ts';
import { displayNameAccepted } from './display-name-accepted.ts';
import { dotsInPrimaryPhoneAccepted } from './dots-in-primary-phone-accepted.ts';
import { emailPipeReplaced } from './email-pipe-replaced.ts';
import { emptyContactChangesNothing } from './empty-contact-changes-nothing.ts';
import { emptyHeaderIsTheFirstAccount } from './empty-header-is-the-first-account.ts';
import { equalContactsShared } from './equal-contacts-shared.ts';
import { escapedSlashKept } from './escaped-slash-kept.ts';
import { falsyFilterIsNone } from './falsy-filter-is-none.ts';
import { filterByTheCallersStatuses } from './filter-by-the-callers-statuses.ts';
import { filterSelectionOfWhoeverAskedFirst } from './filter-selection-of-whoever-asked-first.ts';
import { fiveDigitPostalCodesOnly } from './five-digit-postal-codes-only.ts';
import { formBodyAccepted } from './form-body-accepted.ts';
import { fourthChangeIsAConflict } from './fourth-change-is-a-conflict.ts';
import { invalidForMembersDenied } from './invalid-for-members-denied.ts';
import { keyIdInAnyCase } from './key-id-in-any-case.ts';
import { listSettlesWhenAskedAlone } from './list-settles-when-asked-alone.ts';
import { loneSurrogateAtTheTopCrash } from './lone-surrogate-at-the-top-crash.ts';
import { loneSurrogateInPostalCodeCrash } from './lone-surrogate-in-postal-code-crash.ts';
import { loneSurrogateInTitleCrash } from './lone-surrogate-in-title-crash.ts';
import { longBodyNotVerified } from './long-body-not-verified.ts';
import { membersInheritThePrimaryContact } from './members-inherit-the-primary-contact.ts';
import { namedAccountNotVerified } from './named-account-not-verified.ts';
import { nationalPhoneNumberCompleted } from './national-phone-number-completed.ts';
import { needlessSessionTokenIgnored } from './needless-session-token-ignored.ts';
import { newCountryDisablesRegions } from './new-country-disables-regions.ts';
import { noPostalCodeInTheEmirates } from './no-postal-code-in-the-emirates.ts';
import { noStateInSingapore } from './no-state-in-singapore.ts';
import { objectOnOneLineOnly } from './object-on-one-line-only.ts';
import { oneStateIsUnknown } from './one-state-is-unknown.ts';
import { oneWalkForEachCaller } from './one-walk-for-each-caller.ts';
import { paddedPageTokenAccepted } from './padded-page-token-accepted.ts';
import { pageSizeKeptInAByte } from './page-size-kept-in-a-byte.ts';
import { pageSizeUncheckedBesideToken } from './page-size-unchecked-beside-token.ts';
import { pageSizeUncheckedForMembers } from './page-size-unchecked-for-members.ts';
import { pageTokenIsAPattern } from './page-token-is-a-pattern.ts';
import { pendingToldBeforeDenial } from './pending-told-before-denial.ts';
import { placeholderLostWithinAName } from './placeholder-lost-within-a-name.ts';
import { postalCodeChangeCountsAsNone } from './postal-code-change-counts-as-none.ts';
import { primaryLengthsUncheckedForMembers } from './primary-lengths-unchecked-for-members.ts';
import { primaryPhoneHyphensDropped } from './primary-phone-hyphens-dropped.ts';
import { putOfPrimaryTakesAMoment } from './put-of-primary-takes-a-moment.ts';
import { refusedListingDropsAContact } from './refused-listing-drops-a-contact.ts';
import { regionLockedForAllAccounts } from './region-locked-for-all-accounts.ts';
import { regionNameTrimmed } from './region-name-trimmed.ts';
import { rightToLeftTitleReversed } from './right-to-left-title-reversed.ts';
import { scopeInAnyCase } from './scope-in-any-case.ts';
import { sessionTokenComparedAsFarAsItGoes } from './session-token-compared-as-far-as-it-goes.ts';
import { signatureWithoutDigitsCrash } from './signature-without-digits-crash.ts';
import { standaloneAccountsListEachOther } from './standalone-accounts-list-each-other.ts';
import { stateStaysInTheSameCountry } from './state-stays-in-the-same-country.ts';
import { statusOfTheLatestChange } from './status-of-the-latest-change.ts';
import { thirdEqualPutDeletes } from './third-equal-put-deletes.ts';
import { twoMissingAccepted } from './two-missing-accepted.ts';
import { unitNumberTakenForAComment } from './unit-number-taken-for-a-comment.ts';
import { unknownTypeOfMembersNotFound } from './unknown-type-of-members-not-found.ts';
import { unsignedPayloadAccepted } from './unsigned-payload-accepted.ts';
import { webAddressWithAPortRefused } from './web-address-with-a-port-refused.ts';
import { whiteSpaceAroundRegionToEnable } from './white-space-around-region-to-enable.ts';

/** Faults that somebody thought of who knew the contract and not the suites. */
export const writtenC: readonly Mutant[] = [
  ageReckonedFromDateHeader,
  alternateLengthsUncheckedForMembers,
  asciiEscapesKept,
  blankPageTokenIsNone,
  caseChangeCountsAsNone,
  closedManagementReadsItself,
  conflictLookedForAtTheCaller,
  contactAsJsonText,
  contactTakenFromTheTop,
  defaultPortDropped,
  defaultRegionBeginsDisabled,
  deleteTakesNamesakes,
  disablingCountsAsDisabled,
  disablingTakesTheElderSister,
  displayNameAccepted,
  dotsInPrimaryPhoneAccepted,
  emailPipeReplaced,
  emptyContactChangesNothing,
  emptyHeaderIsTheFirstAccount,
  equalContactsShared,
  escapedSlashKept,
  falsyFilterIsNone,
  filterByTheCallersStatuses,
  filterSelectionOfWhoeverAskedFirst,
  fiveDigitPostalCodesOnly,
  formBodyAccepted,
  fourthChangeIsAConflict,
  invalidForMembersDenied,
  keyIdInAnyCase,
  listSettlesWhenAskedAlone,
  loneSurrogateAtTheTopCrash,
  loneSurrogateInPostalCodeCrash,
  loneSurrogateInTitleCrash,
  longBodyNotVerified,
  membersInheritThePrimaryContact,
  namedAccountNotVerified,
  nationalPhoneNumberCompleted,
  needlessSessionTokenIgnored,
  newCountryDisablesRegions,
  noPostalCodeInTheEmirates,
  noStateInSingapore,
  objectOnOneLineOnly,
  oneStateIsUnknown,
  oneWalkForEachCaller,
  paddedPageTokenAccepted,
  pageSizeKeptInAByte,
  pageSizeUncheckedBesideToken,
  pageSizeUncheckedForMembers,
  pageTokenIsAPattern,
  pendingToldBeforeDenial,
  placeholderLostWithinAName,
  postalCodeChangeCountsAsNone,
  primaryLengthsUncheckedForMembers,
  primaryPhoneHyphensDropped,
  putOfPrimaryTakesAMoment,
  refusedListingDropsAContact,
  regionLockedForAllAccounts,
  regionNameTrimmed,
  rightToLeftTitleReversed,
  scopeInAnyCase,
  sessionTokenComparedAsFarAsItGoes,
  signatureWithoutDigitsCrash,
  standaloneAccountsListEachOther,
  stateStaysInTheSameCountry,
  statusOfTheLatestChange,
  thirdEqualPutDeletes,
  twoMissingAccepted,
  unitNumberTakenForAComment,
  unknownTypeOfMembersNotFound,
  unsignedPayloadAccepted,
  webAddressWithAPortRefused,
  whiteSpaceAroundRegionToEnable,
];
