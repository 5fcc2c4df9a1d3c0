import { Refusal } from '../../reference/core/refusal.ts';
import type { Compose, Mutant } from '../mutant.ts';
import { primaryContactIn, textOf } from '../operators/members.ts';
import { withCaller } from '../operators/wrap-handler.ts';

export const invalidMutants: readonly Mutant[] = [
  {
    id: 'written/display-name-accepted',
    fault: 'An e-mail address in angle brackets after a name is accepted.',
    kind: 'written',
    rule: 'errors/invalid-characters/PutAlternateContact',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) =>
        parts
          .validate(shape, input, whole)
          .filter(
            ({ path }) => !(path === 'EmailAddress' && /^[^<]*<[^<>@]+@[^<>@]+>$/u.test(textOf(input, path))),
          ),
    }),
  },
  {
    id: 'written/dots-in-primary-phone-accepted',
    fault: 'Dots are accepted in the primary phone number.',
    kind: 'written',
    rule: 'errors/invalid-characters/PutContactInformation',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const contact = primaryContactIn(input);
        const dotted = /^[+][\s0-9().-]{1,19}$/u.test(textOf(contact, 'PhoneNumber'));
        return parts
          .validate(shape, input, whole)
          .filter(({ path }) => !(dotted && path === 'ContactInformation.PhoneNumber'));
      },
    }),
  },
  {
    id: 'written/security-title-of-any-length',
    fault: 'The title of a security contact may have any length.',
    kind: 'written',
    rule: 'errors/invalid-create',
    because: '200 with an empty body',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const faults = parts.validate(shape, input, whole);
        if (input['AlternateContactType'] !== 'SECURITY') return faults;
        return faults.filter(({ path, message }) => path !== 'Title' || !message.includes('at most'));
      },
    }),
  },
  {
    id: 'written/validated-on-replace-only',
    fault: 'A contact of a type that is not stored yet is not validated.',
    kind: 'written',
    rule: 'errors/invalid-create',
    because: '200 with an empty body',
    compose: withCaller((parts, caller) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const { AlternateContactType: type, Name: name } = input;
        const creates =
          name !== undefined && typeof type === 'string' && !parts.store.alternateContact(caller(), type);
        return creates ? [] : parts.validate(shape, input, whole);
      },
    })),
  },
  {
    id: 'written/unknown-type-of-members-not-found',
    fault: 'An unknown type of alternate contact is answered as not found when an account is named.',
    kind: 'written',
    rule: 'errors/invalid-for-member/GetAlternateContact',
    also: ['errors/invalid-for-member/DeleteAlternateContact'],
    because: 'ResourceNotFoundException',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, all) => {
        const known = typeof input['AccountId'] !== 'string' || input['AlternateContactType'] === undefined;
        const faults = parts.validate(shape, input, all);
        return known ? faults : faults.filter(({ path }) => path !== 'AlternateContactType');
      },
    }),
  },
  {
    id: 'written/invalid-for-members-denied',
    fault: 'Every invalid value is answered as a denial when an account is named.',
    kind: 'written',
    rule: 'errors/invalid-for-member/ListRegions',
    also: ['errors/invalid-for-member/Put*'],
    because: 'AccessDeniedException',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, all) => {
        const faults = parts.validate(shape, input, all);
        if (typeof input['AccountId'] === 'string' && faults.length > 0)
          throw new Refusal(all.errorNames.denied, 'The caller may not do this.');
        return faults;
      },
    }),
  },
  {
    id: 'written/invalid-region-of-members-not-found',
    fault: 'A region name that cannot be one is answered as not found when an account is named.',
    kind: 'written',
    rule: 'errors/invalid-for-member/EnableRegion',
    also: ['errors/invalid-for-member/DisableRegion', 'errors/invalid-for-member/GetRegionOptStatus'],
    because: 'ResourceNotFoundException',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, all) => {
        const faults = parts.validate(shape, input, all);
        if (typeof input['AccountId'] === 'string' && 'RegionName' in shape.members && faults.length > 0)
          throw new Refusal(all.errorNames.notFound, 'The region is unknown.');
        return faults;
      },
    }),
  },
  {
    id: 'written/page-size-unchecked-for-members',
    fault: 'Where an account is named, MaxResults may be larger than allowed.',
    kind: 'written',
    rule: 'errors/invalid-for-member/ListRegions',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, all) => {
        const { MaxResults: size, AccountId: account } = input;
        const large = typeof account === 'string' && typeof size === 'number' && size > 1;
        return parts.validate(shape, input, all).filter(({ path }) => !(large && path === 'MaxResults'));
      },
    }),
  },
  {
    id: 'written/alternate-lengths-unchecked-for-members',
    fault: 'Lengths are not checked by PutAlternateContact where an account is named.',
    kind: 'written',
    rule: 'errors/invalid-for-member/PutAlternateContact',
    because: 'no refusal',
    compose: withoutLengthsForMembers('PutAlternateContact'),
  },
  {
    id: 'written/primary-lengths-unchecked-for-members',
    fault: 'Lengths are not checked by PutContactInformation where an account is named.',
    kind: 'written',
    rule: 'errors/invalid-for-member/PutContactInformation',
    because: 'no refusal',
    compose: withoutLengthsForMembers('PutContactInformation'),
  },
];

/** Leaves the lengths of one operation's input unchecked where an account is named. */
function withoutLengthsForMembers(operation: string): Compose {
  return (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const unchecked = shape.name.startsWith(operation) && Boolean(input['AccountId']);
      return unchecked ? faults.filter(({ message }) => !message.includes('at most')) : faults;
    },
  });
}
