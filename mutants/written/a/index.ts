import type { Mutant } from '../../mutant.ts';
import { absentAsSuccess } from './absent-as-success.ts';
import { absentDeleteAsDenied } from './absent-delete-as-denied.ts';
import { absentGetAsEmpty } from './absent-get-as-empty.ts';
import { absentGetAsInvalid } from './absent-get-as-invalid.ts';
import { absentMembersEmpty } from './absent-members-empty.ts';
import { absentMembersNull } from './absent-members-null.ts';
import { absentWithEmptyBody } from './absent-with-empty-body.ts';
import { absentWithStatus400 } from './absent-with-status-400.ts';
import { absentWithoutName } from './absent-without-name.ts';
import { absentWithoutSuffix } from './absent-without-suffix.ts';
import { acceptAnythingRefused } from './accept-anything-refused.ts';
import { addressLinesMovedUp } from './address-lines-moved-up.ts';
import { addressLinesSwapped } from './address-lines-swapped.ts';
import { addressPercentDecoded } from './address-percent-decoded.ts';
import { alternateCreatedOnly } from './alternate-created-only.ts';
import { alternateKeepsFirstEmail } from './alternate-keeps-first-email.ts';
import { alternateKeepsOldTitle } from './alternate-keeps-old-title.ts';
import { alternatePhoneDigitsOnly } from './alternate-phone-digits-only.ts';
import { alternatePhoneIntoPrimary } from './alternate-phone-into-primary.ts';
import { alternatePutAgainRefused } from './alternate-put-again-refused.ts';
import { alternatePutToggles } from './alternate-put-toggles.ts';
import { alternateReadOnce } from './alternate-read-once.ts';
import { anyMethod } from './any-method.ts';
import { booleansBecomeText } from './booleans-become-text.ts';
import { byteOrderMarkCrash } from './byte-order-mark-crash.ts';
import { charsetRefusedOnce } from './charset-refused-once.ts';
import { cityCapitalized } from './city-capitalized.ts';
import { cityNamedNullVanishes } from './city-named-null-vanishes.ts';
import { cityNonAsciiReplaced } from './city-non-ascii-replaced.ts';
import { companyNotRemovable } from './company-not-removable.ts';
import { contactNotWrapped } from './contact-not-wrapped.ts';
import { countryMissingFromList } from './country-missing-from-list.ts';
import { deepNestingCrash } from './deep-nesting-crash.ts';
import { deleteAllTypes } from './delete-all-types.ts';
import { deleteAnswersEmptyObject } from './delete-answers-empty-object.ts';
import { deleteFirstStored } from './delete-first-stored.ts';
import { deleteIgnoredForSecurity } from './delete-ignored-for-security.ts';
import { deleteKeepsCachedRead } from './delete-keeps-cached-read.ts';
import { deleteTouchesPrimary } from './delete-touches-primary.ts';
import { deleteTwiceSilent } from './delete-twice-silent.ts';
import { deleteWithoutContent } from './delete-without-content.ts';
import { duplicateStatusRefused } from './duplicate-status-refused.ts';
import { emailDomainLowerCased } from './email-domain-lower-cased.ts';
import { emailLowerCased } from './email-lower-cased.ts';
import { emailMemberRenamed } from './email-member-renamed.ts';
import { emailWithoutPlus } from './email-without-plus.ts';
import { emptyFilterMatchesNothing } from './empty-filter-matches-nothing.ts';
import { emptyLineCountsAsAbsent } from './empty-line-counts-as-absent.ts';
import { emptyTitleAccepted } from './empty-title-accepted.ts';
import { errorInHtml } from './error-in-html.ts';
import { errorMessageNull } from './error-message-null.ts';
import { errorMessageStructured } from './error-message-structured.ts';
import { errorWithoutMessage } from './error-without-message.ts';
import { falseCountsAsAbsent } from './false-counts-as-absent.ts';
import { fieldListAsMap } from './field-list-as-map.ts';
import { fieldListOfNames } from './field-list-of-names.ts';
import { fifthRefusalBreaks } from './fifth-refusal-breaks.ts';
import { firstStatusCheckedOnly } from './first-status-checked-only.ts';
import { fractionForInteger } from './fraction-for-integer.ts';
import { fullHouseRefusesReplacing } from './full-house-refuses-replacing.ts';
import { fullNameHtmlEscaped } from './full-name-html-escaped.ts';
import { getRemembersFirstValue } from './get-remembers-first-value.ts';
import { headerNameByCase } from './header-name-by-case.ts';
import { hugeTextDropsConnection } from './huge-text-drops-connection.ts';
import { invalidAsUnprocessable } from './invalid-as-unprocessable.ts';
import { invalidUnderOtherName } from './invalid-under-other-name.ts';
import { lastTokenNull } from './last-token-null.ts';
import { lengthInBytes } from './length-in-bytes.ts';
import { listBodyUnwrapped } from './list-body-unwrapped.ts';
import { listRedirected } from './list-redirected.ts';
import { listWithoutMediaType } from './list-without-media-type.ts';
import { listsJoined } from './lists-joined.ts';
import { loneSurrogateCrash } from './lone-surrogate-crash.ts';
import { membersInCamelCase } from './members-in-camel-case.ts';
import { nameApostropheDoubled } from './name-apostrophe-doubled.ts';
import { nameComposed } from './name-composed.ts';
import { nameInBodyOnly } from './name-in-body-only.ts';
import { nameInNormalForm } from './name-in-normal-form.ts';
import { nameInnerBlanksCollapsed } from './name-inner-blanks-collapsed.ts';
import { nameNowhere } from './name-nowhere.ts';
import { nameOf41Truncated } from './name-of-41-truncated.ts';
import { nameQuoteCurled } from './name-quote-curled.ts';
import { nameWhereNobodyLooks } from './name-where-nobody-looks.ts';
import { nameWithAddress } from './name-with-address.ts';
import { nameWithDots } from './name-with-dots.ts';
import { nameWithNamespace } from './name-with-namespace.ts';
import { ninthDeleteLost } from './ninth-delete-lost.ts';
import { noJsonCountsAsEmpty } from './no-json-counts-as-empty.ts';
import { nullBodyCountsAsEmpty } from './null-body-counts-as-empty.ts';
import { nullCompanyAsText } from './null-company-as-text.ts';
import { nullTitleAsText } from './null-title-as-text.ts';
import { numbersBecomeText } from './numbers-become-text.ts';
import { oneForList } from './one-for-list.ts';
import { otherMediaTypeAccepted } from './other-media-type-accepted.ts';
import { outputEncodedTwice } from './output-encoded-twice.ts';
import { pathInAnyCase } from './path-in-any-case.ts';
import { pathWithDoubledSlash } from './path-with-doubled-slash.ts';
import { pathWithSlash } from './path-with-slash.ts';
import { patternEndBeforeNewline } from './pattern-end-before-newline.ts';
import { patternOpenAtEnd } from './pattern-open-at-end.ts';
import { patternOpenAtStart } from './pattern-open-at-start.ts';
import { patternTakesOtherDigits } from './pattern-takes-other-digits.ts';
import { postalCodeLeadingZeroLost } from './postal-code-leading-zero-lost.ts';
import { primaryMerged } from './primary-merged.ts';
import { primaryPhoneBlanksLost } from './primary-phone-blanks-lost.ts';
import { primaryPutDropsAlternates } from './primary-put-drops-alternates.ts';
import { putAnswersContact } from './put-answers-contact.ts';
import { putAnswersNull } from './put-answers-null.ts';
import { putCreated } from './put-created.ts';
import { queryFillsIn } from './query-fills-in.ts';
import { reasonUnknown } from './reason-unknown.ts';
import { recreatedWithOldName } from './recreated-with-old-name.ts';
import { refusedPutDeletes } from './refused-put-deletes.ts';
import { requestIdConstant } from './request-id-constant.ts';
import { requestIdEmpty } from './request-id-empty.ts';
import { requestIdUsedTwice } from './request-id-used-twice.ts';
import { securityTitleOfAnyLength } from './security-title-of-any-length.ts';
import { seventhPutLost } from './seventh-put-lost.ts';
import { singleQuotesAccepted } from './single-quotes-accepted.ts';
import { stateByCodeOnly } from './state-by-code-only.ts';
import { stateOptionalInBrazil } from './state-optional-in-brazil.ts';
import { stateRequiredInFrance } from './state-required-in-france.ts';
import { successAsPlainText } from './success-as-plain-text.ts';
import { templateFilledIn } from './template-filled-in.ts';
import { textForInteger } from './text-for-integer.ts';
import { thirdVersionReadStale } from './third-version-read-stale.ts';
import { titleBackslashDropped } from './title-backslash-dropped.ts';
import { titleReadAsLatin1 } from './title-read-as-latin-1.ts';
import { titleTruncated } from './title-truncated.ts';
import { trailingCommaAccepted } from './trailing-comma-accepted.ts';
import { trailingGarbageAccepted } from './trailing-garbage-accepted.ts';
import { truncatedBodyWritten } from './truncated-body-written.ts';
import { typeInTitleCase } from './type-in-title-case.ts';
import { typeNotAnswered } from './type-not-answered.ts';
import { typesNeedDifferentEmail } from './types-need-different-email.ts';
import { typesShareAKey } from './types-share-a-key.ts';
import { unitedKingdomRenamed } from './united-kingdom-renamed.ts';
import { unknownPathCrash } from './unknown-path-crash.ts';
import { validMembersWritten } from './valid-members-written.ts';
import { validatedOnCreateOnly } from './validated-on-create-only.ts';
import { validatedOnReplaceOnly } from './validated-on-replace-only.ts';
import { verifiedMemberAdded } from './verified-member-added.ts';
import { websiteHttpsOnly } from './website-https-only.ts';
import { websiteNotAnswered } from './website-not-answered.ts';
import { writtenBeforeValidated } from './written-before-validated.ts';

/** Faults of contacts, values, the wire and error forms. */
export const writtenA: readonly Mutant[] = [
  absentAsSuccess,
  absentDeleteAsDenied,
  absentGetAsEmpty,
  absentGetAsInvalid,
  absentMembersEmpty,
  absentMembersNull,
  absentWithEmptyBody,
  absentWithStatus400,
  absentWithoutName,
  absentWithoutSuffix,
  acceptAnythingRefused,
  addressLinesMovedUp,
  addressLinesSwapped,
  addressPercentDecoded,
  alternateCreatedOnly,
  alternateKeepsFirstEmail,
  alternateKeepsOldTitle,
  alternatePhoneDigitsOnly,
  alternatePhoneIntoPrimary,
  alternatePutAgainRefused,
  alternatePutToggles,
  alternateReadOnce,
  anyMethod,
  booleansBecomeText,
  byteOrderMarkCrash,
  charsetRefusedOnce,
  cityCapitalized,
  cityNamedNullVanishes,
  cityNonAsciiReplaced,
  companyNotRemovable,
  contactNotWrapped,
  countryMissingFromList,
  deepNestingCrash,
  deleteAllTypes,
  deleteAnswersEmptyObject,
  deleteFirstStored,
  deleteIgnoredForSecurity,
  deleteKeepsCachedRead,
  deleteTouchesPrimary,
  deleteTwiceSilent,
  deleteWithoutContent,
  duplicateStatusRefused,
  emailDomainLowerCased,
  emailLowerCased,
  emailMemberRenamed,
  emailWithoutPlus,
  emptyFilterMatchesNothing,
  emptyLineCountsAsAbsent,
  emptyTitleAccepted,
  errorInHtml,
  errorMessageNull,
  errorMessageStructured,
  errorWithoutMessage,
  falseCountsAsAbsent,
  fieldListAsMap,
  fieldListOfNames,
  fifthRefusalBreaks,
  firstStatusCheckedOnly,
  fractionForInteger,
  fullHouseRefusesReplacing,
  fullNameHtmlEscaped,
  getRemembersFirstValue,
  headerNameByCase,
  hugeTextDropsConnection,
  invalidAsUnprocessable,
  invalidUnderOtherName,
  lastTokenNull,
  lengthInBytes,
  listBodyUnwrapped,
  listRedirected,
  listWithoutMediaType,
  listsJoined,
  loneSurrogateCrash,
  membersInCamelCase,
  nameApostropheDoubled,
  nameComposed,
  nameInBodyOnly,
  nameInNormalForm,
  nameInnerBlanksCollapsed,
  nameNowhere,
  nameOf41Truncated,
  nameQuoteCurled,
  nameWhereNobodyLooks,
  nameWithAddress,
  nameWithDots,
  nameWithNamespace,
  ninthDeleteLost,
  noJsonCountsAsEmpty,
  nullBodyCountsAsEmpty,
  nullCompanyAsText,
  nullTitleAsText,
  numbersBecomeText,
  oneForList,
  otherMediaTypeAccepted,
  outputEncodedTwice,
  pathInAnyCase,
  pathWithDoubledSlash,
  pathWithSlash,
  patternEndBeforeNewline,
  patternOpenAtEnd,
  patternOpenAtStart,
  patternTakesOtherDigits,
  postalCodeLeadingZeroLost,
  primaryMerged,
  primaryPhoneBlanksLost,
  primaryPutDropsAlternates,
  putAnswersContact,
  putAnswersNull,
  putCreated,
  queryFillsIn,
  reasonUnknown,
  recreatedWithOldName,
  refusedPutDeletes,
  requestIdConstant,
  requestIdEmpty,
  requestIdUsedTwice,
  securityTitleOfAnyLength,
  seventhPutLost,
  singleQuotesAccepted,
  stateByCodeOnly,
  stateOptionalInBrazil,
  stateRequiredInFrance,
  successAsPlainText,
  templateFilledIn,
  textForInteger,
  thirdVersionReadStale,
  titleBackslashDropped,
  titleReadAsLatin1,
  titleTruncated,
  trailingCommaAccepted,
  trailingGarbageAccepted,
  truncatedBodyWritten,
  typeInTitleCase,
  typeNotAnswered,
  typesNeedDifferentEmail,
  typesShareAKey,
  unitedKingdomRenamed,
  unknownPathCrash,
  validMembersWritten,
  validatedOnCreateOnly,
  validatedOnReplaceOnly,
  verifiedMemberAdded,
  websiteHttpsOnly,
  websiteNotAnswered,
  writtenBeforeValidated,
];
