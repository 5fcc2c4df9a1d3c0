import type { Mutant } from '../../mutant.ts';
import { acceptAnswersPending } from './accept-answers-pending.ts';
import { acceptClearsThePrimaryContact } from './accept-clears-the-primary-contact.ts';
import { acceptDropsAlternateContacts } from './accept-drops-alternate-contacts.ts';
import { acceptMakesAContact } from './accept-makes-a-contact.ts';
import { acceptedAddressNotStored } from './accepted-address-not-stored.ts';
import { acceptedWithoutStart } from './accepted-without-start.ts';
import { addressChangesAtStart } from './address-changes-at-start.ts';
import { addressOfAnyAccount } from './address-of-any-account.ts';
import { anyPasswordAccepted } from './any-password-accepted.ts';
import { brokenOffStartIsPending } from './broken-off-start-is-pending.ts';
import { delegateUpdatesItselfInstead } from './delegate-updates-itself-instead.ts';
import { deniedAcceptanceIsDone } from './denied-acceptance-is-done.ts';
import { deniedStartIsPending } from './denied-start-is-pending.ts';
import { emailOfTheCaller } from './email-of-the-caller.ts';
import { lastLabelCutOff } from './last-label-cut-off.ts';
import { lastUpdateOfAnyAccount } from './last-update-of-any-account.ts';
import { managementChangesItsOwnAddress } from './management-changes-its-own-address.ts';
import { membersChangeAddresses } from './members-change-addresses.ts';
import { neighbourGetsTheAddressToo } from './neighbour-gets-the-address-too.ts';
import { oneUpdateOfAnOrganization } from './one-update-of-an-organization.ts';
import { otherAddressAccepted } from './other-address-accepted.ts';
import { passwordComparedInPart } from './password-compared-in-part.ts';
import { pendingAddressShown } from './pending-address-shown.ts';
import { refusedAcceptanceIsDone } from './refused-acceptance-is-done.ts';
import { signatureNotVerifiedForAddresses } from './signature-not-verified-for-addresses.ts';
import { startAnswersAccepted } from './start-answers-accepted.ts';
import { updateOfItsCaller } from './update-of-its-caller.ts';
import { updateOfTheOrganization } from './update-of-the-organization.ts';
import { updateStartedEver } from './update-started-ever.ts';

/** Faults of the operations on primary e-mail addresses. */
export const writtenD: readonly Mutant[] = [
  acceptAnswersPending,
  acceptClearsThePrimaryContact,
  acceptDropsAlternateContacts,
  acceptMakesAContact,
  acceptedAddressNotStored,
  acceptedWithoutStart,
  addressChangesAtStart,
  addressOfAnyAccount,
  anyPasswordAccepted,
  brokenOffStartIsPending,
  delegateUpdatesItselfInstead,
  deniedAcceptanceIsDone,
  deniedStartIsPending,
  emailOfTheCaller,
  lastLabelCutOff,
  lastUpdateOfAnyAccount,
  managementChangesItsOwnAddress,
  membersChangeAddresses,
  neighbourGetsTheAddressToo,
  oneUpdateOfAnOrganization,
  otherAddressAccepted,
  passwordComparedInPart,
  pendingAddressShown,
  refusedAcceptanceIsDone,
  signatureNotVerifiedForAddresses,
  startAnswersAccepted,
  updateOfItsCaller,
  updateOfTheOrganization,
  updateStartedEver,
];
