import type { Store } from '../../reference/core/state/store.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Compose } from '../mutant.ts';
import { primaryContactIn } from './members.ts';

/** The types of alternate contacts. */
export const CONTACT_TYPES: readonly string[] = ['BILLING', 'OPERATIONS', 'SECURITY'];

/** Stores another alternate contact than was put; `before` is what was stored. */
export function storeAlternate(
  change: (contact: JsonObject, before: JsonObject | undefined) => JsonObject,
): Compose {
  return (parts) => {
    const putAlternateContact: Store['putAlternateContact'] = (account, type, contact) =>
      parts.store.putAlternateContact(
        account,
        type,
        change(contact, parts.store.alternateContact(account, type)),
      );
    return { ...parts, store: { ...parts.store, putAlternateContact } };
  };
}

/** Stores another primary contact than was put; `before` is what was stored. */
export function storePrimary(
  change: (contact: JsonObject, before: JsonObject | undefined) => JsonObject,
): Compose {
  return (parts) => {
    const putPrimaryContact: Store['putPrimaryContact'] = (account, contact) =>
      parts.store.putPrimaryContact(account, change(contact, parts.store.primaryContact(account)));
    return { ...parts, store: { ...parts.store, putPrimaryContact } };
  };
}

/** A contact with some of its texts changed; without names, all but its type. */
export function changeTexts(
  contact: JsonObject,
  change: (text: string) => string,
  names: readonly string[] = Object.keys(contact).filter((name) => name !== 'AlternateContactType'),
): JsonObject {
  return Object.fromEntries(
    Object.entries(contact).map(([name, value]) => [
      name,
      typeof value === 'string' && names.includes(name) ? change(value) : value,
    ]),
  );
}

/** Refuses a member of the primary contacts that are wrong beside what the contract refuses. */
export function refusePrimary(
  member: string,
  message: string,
  isWrong: (contact: JsonObject | null) => boolean,
): Compose {
  return (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      if (!isWrong(primaryContactIn(input))) return faults;
      return [...faults, { path: `ContactInformation.${member}`, message, refusedAs: [] }];
    },
  });
}
