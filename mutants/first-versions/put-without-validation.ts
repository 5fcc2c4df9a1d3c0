import type { Handler } from '../../reference/core/service-parts.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { contactType } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { ALTERNATE, BY, type Divergence, type FirstVersion } from './first-version.ts';

const PUT = 'PutAlternateContact';

/** The contact but for some members, and some others in their place. */
function put(change: JsonObject, ...without: string[]): Divergence['calls'] {
  const members = Object.entries({ ...ALTERNATE, ...change }).filter(([name]) => !without.includes(name));
  return [{ by: BY.standalone, operation: PUT, input: Object.fromEntries(members) }];
}

function onMember(member: string, ...constraints: string[]): string[] {
  return constraints.map((constraint) => `validation/${PUT}/${member}/${constraint}/refuses`);
}

/** Keeps what it is given under the type that it names, as a table without columns does. */
const putAsGiven: Handler = ({ account, input }, { store }) => {
  const { AccountId: _, ...contact } = input;
  const { AlternateContactType: type } = contact;
  store.putAlternateContact(account, typeof type === 'string' ? type : JSON.stringify(type ?? null), contact);
  return null;
};

/** One row of a table, or none. */
const getRow: Handler = (call, { store }) => {
  const contact = store.alternateContact(call.account, contactType(call));
  return contact ? { AlternateContact: contact } : {};
};

const removeRow: Handler = (call, { store }) => {
  store.deleteAlternateContact(call.account, contactType(call));
  return null;
};

export const putWithoutValidation: FirstVersion = {
  name: 'put-without-validation',
  written: 'PutAlternateContact stores what it is given, reads and deletes are those of a table.',
  compose: (parts) => {
    const isUnchecked = (shape: StructureShape) => shape === parts.options.contract.operations[PUT]?.input;
    const stored = wrapHandler(PUT, () => putAsGiven)(parts);
    const read = wrapHandler('GetAlternateContact', () => getRow)(stored);
    return {
      ...wrapHandler('DeleteAlternateContact', () => removeRow)(read),
      readInput: (shape, input, errorName) =>
        isUnchecked(shape) ? input : parts.readInput(shape, input, errorName),
      validate: (shape, input, all) => (isUnchecked(shape) ? [] : parts.validate(shape, input, all)),
      canonicalize: (shape, input) => (isUnchecked(shape) ? input : parts.canonicalize(shape, input)),
    };
  },
  divergences: [
    {
      fault: 'A name that is too long is stored.',
      rules: onMember('Name', 'max-length'),
      calls: put({ Name: 'n'.repeat(65) }),
    },
    {
      fault: 'A title that is too long is stored.',
      rules: onMember('Title', 'max-length'),
      calls: put({ Title: 't'.repeat(51) }),
    },
    {
      fault: 'A phone number that is too long is stored.',
      rules: onMember('PhoneNumber', 'max-length'),
      calls: put({ PhoneNumber: '1'.repeat(26) }),
    },
    {
      fault: 'An e-mail address that is too long is stored.',
      rules: onMember('EmailAddress', 'max-length'),
      calls: put({ EmailAddress: `${'e'.repeat(250)}@example.com` }),
    },
    {
      fault: 'An e-mail address without an at sign is stored.',
      rules: onMember('EmailAddress', 'pattern'),
      calls: put({ EmailAddress: 'jane.example.com' }),
    },
    {
      fault: 'A phone number with letters is stored.',
      rules: onMember('PhoneNumber', 'pattern'),
      calls: put({ PhoneNumber: '1-800-EXAMPLE' }),
    },
    {
      fault: 'A contact without a name is stored.',
      rules: onMember('Name', 'required'),
      calls: put({}, 'Name'),
    },
    {
      fault: 'An empty title is stored.',
      rules: onMember('Title', 'min-length'),
      calls: put({ Title: '' }),
    },
    {
      fault: 'A contact of a type that does not exist is stored.',
      rules: onMember('AlternateContactType', 'enum'),
      calls: put({ AlternateContactType: 'LEGAL' }),
    },
    {
      fault: 'A contact without a type is stored.',
      rules: onMember('AlternateContactType', 'required'),
      calls: put({}, 'AlternateContactType'),
    },
    {
      fault: 'A number is stored for a name.',
      rules: onMember('Name', 'type'),
      calls: put({ Name: 5 }),
    },
    {
      fault: 'Null is stored for a phone number.',
      rules: onMember('PhoneNumber', 'null'),
      calls: put({ PhoneNumber: null }),
    },
    {
      fault: 'An account id that is none is refused as one that may not be acted on, not as invalid.',
      rules: onMember('AccountId', 'pattern'),
      because: /AccessDenied/,
      calls: put({ AccountId: '1234' }),
    },
    {
      fault: 'A contact that was never put is read as a success without one.',
      rules: ['errors/get-absent-contact', 'contacts/delete'],
      calls: [
        { by: BY.standalone, operation: 'GetAlternateContact', input: { AlternateContactType: 'BILLING' } },
      ],
    },
    {
      fault: 'A contact that was never put is deleted with success.',
      rules: ['errors/delete-absent-contact', 'contacts/delete-twice'],
      calls: [
        {
          by: BY.standalone,
          operation: 'DeleteAlternateContact',
          input: { AlternateContactType: 'BILLING' },
        },
      ],
    },
  ],
};
