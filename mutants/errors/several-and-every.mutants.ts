import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { withCaller, wrapHandler } from '../operators/wrap-handler.ts';
import { primaryContactIn, textOf } from '../operators/members.ts';

export const severalAndEveryMutants: readonly Mutant[] = [
  {
    id: 'written/written-before-validated',
    fault: 'A contact is stored before it is validated.',
    kind: 'written',
    rule: 'errors/several-faults',
    because: 'GetAlternateContact',
    compose: withCaller((parts, caller) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const { AccountId: _, ...contact } = input;
        const type = contact['AlternateContactType'];
        if (typeof type === 'string' && contact['EmailAddress'] !== undefined)
          parts.store.putAlternateContact(caller(), type, contact);
        return parts.validate(shape, input, whole);
      },
    })),
  },
  {
    id: 'written/two-missing-accepted',
    fault: 'A contact without exactly two of its members is accepted.',
    kind: 'written',
    rule: 'errors/several-missing/PutAlternateContact',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const faults = parts.validate(shape, input, whole);
        const missing = faults.filter(({ path }) => input[path] === undefined && !path.includes('.'));
        return faults.length === 2 && missing.length === 2 ? [] : faults;
      },
    }),
  },
  {
    id: 'written/empty-contact-changes-nothing',
    fault: 'A primary contact without any member is accepted and changes nothing.',
    kind: 'written',
    rule: 'errors/several-missing/PutContactInformation',
    because: 'no refusal',
    compose: (parts) => {
      const isEmpty = (input: JsonObject) =>
        isJsonObject(input['ContactInformation']) && Object.keys(input['ContactInformation']).length === 0;
      return {
        ...wrapHandler(
          'PutContactInformation',
          (inner) => (call, all) => (isEmpty(call.input) ? null : inner(call, all)),
        )(parts),
        validate: (shape, input, whole) => (isEmpty(input) ? [] : parts.validate(shape, input, whole)),
      };
    },
  },
  {
    id: 'written/national-phone-number-completed',
    fault: 'A primary phone number in the United States needs no plus.',
    kind: 'written',
    rule: 'errors/invalid-in-every-place',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const contact = primaryContactIn(input);
        const national =
          textOf(contact, 'CountryCode') === 'US' && /^[0-9(]/.test(textOf(contact, 'PhoneNumber'));
        return parts
          .validate(shape, input, whole)
          .filter(({ path }) => !(national && path === 'ContactInformation.PhoneNumber'));
      },
    }),
  },
  {
    id: 'written/no-postal-code-in-the-emirates',
    fault: 'Countries that have no postal codes need none.',
    kind: 'written',
    rule: 'errors/required-in-every-country',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const contact = primaryContactIn(input);
        const without =
          ['AE', 'HK', 'PA'].includes(textOf(contact, 'CountryCode')) && !contact?.['PostalCode'];
        return parts
          .validate(shape, input, whole)
          .filter(({ path }) => !(without && path === 'ContactInformation.PostalCode'));
      },
    }),
  },
];
