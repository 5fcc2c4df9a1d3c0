import type { JsonObject } from '../../../spec/json.ts';
import { Refusal } from '../refusal.ts';
import type { Handler, ServiceParts } from '../service-parts.ts';

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
