import type { JsonObject } from '../../../spec/json.ts';
import type { Dialect } from './axes.ts';

/** Members that the real service was seen to trim, by contact. */
const TRIMMED_LIVE = {
  alternate: ['EmailAddress'],
  primary: ['FullName', 'AddressLine1', 'City', 'StateOrRegion', 'PostalCode', 'PhoneNumber'],
};

/** What is kept of a contact that was put: with or without outer white space, the country code in either case. */
export function storedForm(
  contact: JsonObject,
  of: keyof typeof TRIMMED_LIVE,
  { outerWhiteSpace, countryCase }: Pick<Dialect, 'outerWhiteSpace' | 'countryCase'>,
): JsonObject {
  const stored = Object.entries(contact).map(([member, value]) => {
    if (typeof value !== 'string') return [member, value];
    if (member === 'CountryCode') return [member, countryCase === 'upper' ? value.toUpperCase() : value];
    const trims =
      outerWhiteSpace.startsWith('trimmed') ||
      (outerWhiteSpace === 'live' && TRIMMED_LIVE[of].includes(member));
    // Nothing but blanks stays: an empty value would be none of the contract's.
    return [member, (trims && value.trim()) || value];
  });
  return Object.fromEntries(stored) as JsonObject;
}
