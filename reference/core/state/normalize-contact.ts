import type { Json, JsonObject } from '../../../spec/json.ts';

/** How one member of a contact is stored. The members, and what is done to each, were seen live. */
type Change = (text: string) => string;

const trimmed: Change = (text) => text.trim();

const alternate: Readonly<Record<string, Change>> = { EmailAddress: trimmed };

const primary: Readonly<Record<string, Change>> = {
  AddressLine1: trimmed,
  City: trimmed,
  CountryCode: (text) => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
  FullName: trimmed,
  // A plus sign alone would be no number any more.
  PhoneNumber: (text) => (text.trim() === '+' ? text : text.trimEnd()),
  PostalCode: trimmed,
  StateOrRegion: trimmed,
};

export function normalizeAlternateContact(contact: JsonObject): JsonObject {
  return change(contact, alternate);
}

export function normalizePrimaryContact(contact: JsonObject): JsonObject {
  return change(contact, primary);
}

/** Names of the members of which nothing is left without white space. */
export function blankMembers(contact: JsonObject): string[] {
  return Object.keys(contact).filter((name) => {
    const value = contact[name];
    return typeof value === 'string' && value.trim() === '';
  });
}

function change(contact: JsonObject, changes: Readonly<Record<string, Change>>): JsonObject {
  return Object.fromEntries(
    Object.entries(contact).map(([name, value]): [string, Json] => {
      const apply = changes[name];
      return [name, apply && typeof value === 'string' ? apply(value) : value];
    }),
  );
}
