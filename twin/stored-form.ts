import type { Shape, StructureShape } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import { loadContract } from '../spec/load-contract.ts';
import type { Dialect } from './dialects/axes.ts';
import { keepsConstraints } from './check-input.ts';

type Kind = 'alternate' | 'primary';
type Choices = Pick<Dialect, 'outerWhiteSpace' | 'countryCase' | 'lengthUnit'>;

/** Members that the real service was seen to trim, by contact. */
const TRIMMED_LIVE: Readonly<Record<Kind, readonly string[]>> = {
  alternate: ['EmailAddress'],
  primary: ['FullName', 'AddressLine1', 'City', 'StateOrRegion', 'PostalCode', 'PhoneNumber'],
};

/** What is kept of a contact that was put: with or without outer white space, the country code in either case. */
export function storedForm(contact: JsonObject, of: Kind, choices: Choices): JsonObject {
  const { outerWhiteSpace, countryCase } = choices;
  const returned = returnedShape(of);
  const stored = Object.entries(contact).map(([member, value]) => {
    if (typeof value !== 'string') return [member, value];
    if (member === 'CountryCode') return [member, countryCase === 'upper' ? value.toUpperCase() : value];
    const trims =
      outerWhiteSpace.startsWith('trimmed') ||
      (outerWhiteSpace === 'live' && TRIMMED_LIVE[of].includes(member));
    // What is returned is one of the contract's values: `+ ` is a phone number, `+` and the empty text are none.
    return [
      member,
      trims && isReturned(value.trim(), returned.members[member]?.shape, choices) ? value.trim() : value,
    ];
  });
  return Object.fromEntries(stored) as JsonObject;
}

function isReturned(text: string, shape: Shape | undefined, choices: Choices): boolean {
  return shape?.kind === 'string' && keepsConstraints(text, shape, choices);
}

function returnedShape(of: Kind): StructureShape {
  const { operations } = loadContract();
  const shape =
    of === 'alternate'
      ? operations['GetAlternateContact']?.output?.members['AlternateContact']?.shape
      : operations['GetContactInformation']?.output?.members['ContactInformation']?.shape;
  if (shape?.kind !== 'structure') throw new Error(`no ${of} contact is returned`);
  return shape;
}
