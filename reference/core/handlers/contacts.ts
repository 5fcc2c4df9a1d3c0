import type { JsonObject } from '../../../spec/json.ts';
import { Refusal } from '../refusal.ts';
import type { Handler, ServiceParts } from '../service-parts.ts';
import { isJsonObject } from '../request/read-input.ts';

export const getAlternateContact: Handler = ({ account, input }, parts) => {
  const type = contactType(input);
  return { AlternateContact: stored(account, type, parts) };
};

export const putAlternateContact: Handler = ({ account, input }, parts) => {
  const { AccountId: _, ...contact } = input;
  parts.store.putAlternateContact(account, contactType(input), parts.normalizeAlternateContact(contact));
  return null;
};

export const deleteAlternateContact: Handler = ({ account, input }, parts) => {
  const type = contactType(input);
  stored(account, type, parts);
  parts.store.deleteAlternateContact(account, type);
  return null;
};

function stored(account: string, type: string, parts: ServiceParts): JsonObject {
  const contact = parts.store.alternateContact(account, type);
  if (contact) return contact;
  throw new Refusal(parts.errorNames.notFound, `The account has no alternate contact of type ${type}.`);
}

function contactType({ AlternateContactType: type }: JsonObject): string {
  return typeof type === 'string' ? type : '';
}

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
