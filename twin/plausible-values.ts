import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { JsonObject } from '../spec/json.ts';

/** The longest name before the sign of an address, and the longest label of a host (RFC 5321, RFC 1035). */
const LONGEST_NAME = 64;
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
/** Whose numbers may be written without the code of the country. */
const HOME = 'US';

/** Postal codes as they are written in a country; of others nothing is known. */
const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
  AU: /^\d{4}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
  BR: /^\d{5}-?\d{3}$/,
  IN: /^\d{6}$/,
};

/** Whether a service that checks more than the form refuses a text: nothing of it is read from spec/plausible.yaml. */
export function isImplausible(member: string, text: string): boolean {
  switch (member) {
    case 'PhoneNumber':
    case 'ContactInformation.PhoneNumber':
      return parsePhoneNumberFromString(text, HOME)?.isValid() !== true;
    case 'EmailAddress':
    case 'PrimaryEmail':
      return !isMail(text);
    case 'ContactInformation.WebsiteUrl':
      return !URL.canParse(text) || !HOST.test(new URL(text).hostname);
    case 'ContactInformation.City':
    case 'ContactInformation.StateOrRegion':
      return !/^[A-Z]{2}$|^[A-Za-z][A-Za-z .'-]+$/.test(text);
    default:
      // Names and lines as a form on paper takes them.
      return !/^[\w .,'#/&()-]+$/.test(text);
  }
}

function isMail(text: string): boolean {
  const [name = '', host = '', ...more] = text.split('@');
  return more.length === 0 && name.length <= LONGEST_NAME && /^[\w+=&#!.-]+$/.test(name) && HOST.test(host);
}

/** Whether the members of a contact are of one place, as far as is known. */
export function isOnePlace({ CountryCode: country, PostalCode: code }: JsonObject): boolean {
  const known = typeof country === 'string' ? POSTAL_CODES[country] : undefined;
  return known === undefined || (typeof code === 'string' && known.test(code));
}
