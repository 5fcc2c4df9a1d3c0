import { isJsonObject } from '../request/read-input.ts';
import { Refusal } from '../refusal.ts';
import type { Handler } from '../service-parts.ts';

export const getContactInformation: Handler = ({ account }, parts) => {
  const contact = parts.store.primaryContact(account);
  if (!contact) throw new Refusal(parts.errorNames.notFound, 'The account has no primary contact.');
  return { ContactInformation: contact };
};

export const putContactInformation: Handler = ({ account, input }, parts) => {
  const contact = isJsonObject(input.ContactInformation) ? input.ContactInformation : {};
  const [blank] = parts.blankMembers(contact);
  // Seen live: this refusal carries neither reason nor field list.
  if (blank !== undefined) throw new Refusal(parts.errorNames.invalid, `${blank} must not be blank.`);
  parts.store.putPrimaryContact(account, parts.normalizePrimaryContact(contact));
  return null;
};
