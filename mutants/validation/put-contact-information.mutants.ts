import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { coerceMembers } from '../operators/members.ts';
import { changeTexts, storePrimary } from '../operators/store-contact.ts';
import { withCaller } from '../operators/wrap-handler.ts';

const CONTACT = 'ContactInformation';

export const putContactInformationMutants: readonly Mutant[] = [
  {
    id: 'written/empty-line-counts-as-absent',
    fault: 'An empty second line of an address counts as absent.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.AddressLine2/min-length/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, _shape, name) => (name === 'AddressLine2' && value === '' ? null : value)),
  },
  {
    id: 'written/valid-members-written',
    fault: 'The valid members of a refused primary contact are stored.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.City/max-length/refuses',
    because: 'GetContactInformation',
    compose: withCaller((parts, caller) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const faults = parts.validate(shape, input, whole);
        const { ContactInformation: contact } = input;
        if (faults.length > 0 && isJsonObject(contact)) {
          const broken = faults.map(({ path }) => path.replace('ContactInformation.', ''));
          const valid = Object.entries(contact).filter(([name]) => !broken.includes(name));
          parts.store.putPrimaryContact(caller(), {
            ...parts.store.primaryContact(caller()),
            ...Object.fromEntries(valid),
          });
        }
        return faults;
      },
    })),
  },
  {
    id: 'written/city-non-ascii-replaced',
    fault: 'Letters of a city that are not ASCII become question marks.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.City/other-scripts/accepts',
    because: 'City',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => text.replaceAll(/[^ -~]/gu, '?'), ['City']),
    ),
  },
  {
    id: 'written/null-company-as-text',
    fault: 'A null in place of the company is stored as the text null.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.CompanyName/null/accepts',
    because: 'null',
    compose: coerceMembers((value, _shape, name) =>
      name === 'CompanyName' && value === null ? 'null' : value,
    ),
  },
  {
    id: 'written/false-counts-as-absent',
    fault: 'A false in place of an optional text counts as absent.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.CompanyName/type/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, { kind }) => (kind === 'string' && value === false ? null : value)),
  },
  {
    id: 'written/pattern-open-at-end',
    fault: 'A pattern need not match up to the end of the text.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.PhoneNumber/pattern/refuses',
    because: '200 with an empty body',
    compose: (parts) => ({
      ...parts,
      checks: {
        ...parts.checks,
        matches: (pattern, text) => parts.checks.matches(pattern.replace(/\$$/, ''), text),
      },
    }),
  },
  {
    id: 'written/state-optional-in-brazil',
    fault: 'A primary contact in Brazil is accepted without a state.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation.StateOrRegion/required-when/refuses',
    because: '200 with an empty body',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const { ContactInformation: contact } = input;
        const faults = parts.validate(shape, input, whole);
        if (!isJsonObject(contact) || contact['CountryCode'] !== 'BR') return faults;
        return faults.filter(({ message }) => message !== 'must be present');
      },
    }),
  },
  {
    id: 'written/contact-as-json-text',
    fault: 'A primary contact may be sent as text that is JSON.',
    kind: 'written',
    rule: 'validation/PutContactInformation/ContactInformation/type/refuses',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => parts.readInput(shape, unwrapped(input), errorName),
    }),
  },
];

function unwrapped(input: JsonObject): JsonObject {
  const text = input[CONTACT];
  if (typeof text !== 'string' || !text.startsWith('{')) return input;
  return { ...input, [CONTACT]: JSON.parse(text) as Json };
}
