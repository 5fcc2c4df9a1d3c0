import type { Mutant } from '../mutant.ts';
import { ACCEPT_UPDATE, organizationOf } from '../operators/known-accounts.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const neighboursAndSideBySideMutants: readonly Mutant[] = [
  {
    id: 'written/accept-clears-the-primary-contact',
    fault: 'An accepted update takes the phone number out of the primary contact.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/neighbours',
    because: 'another answer',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const output = accept(call, parts);
      const { PhoneNumber: _, ...primary } = parts.store.primaryContact(call.account) ?? {};
      parts.store.putPrimaryContact(call.account, primary);
      return output;
    }),
  },
  {
    id: 'written/accept-drops-alternate-contacts',
    fault: 'An accepted update deletes the operations contact of the account.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/neighbours',
    because: 'another answer',
    ordered: true,
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const output = accept(call, parts);
      parts.store.deleteAlternateContact(call.account, 'OPERATIONS');
      return output;
    }),
  },
  {
    id: 'written/accept-makes-a-contact',
    fault:
      'An address that is accepted becomes that of the billing contact, which is created if it does not exist.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/neighbours',
    because: 'another answer',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const output = accept(call, parts);
      const type = 'BILLING';
      const made = { AlternateContactType: type, Name: 'Owner', PhoneNumber: '+12065550100', Title: 'Owner' };
      parts.store.putAlternateContact(call.account, type, {
        ...(parts.store.alternateContact(call.account, type) ?? made),
        EmailAddress: textOf(call.input, 'PrimaryEmail'),
      });
      return output;
    }),
  },
  {
    id: 'written/neighbour-gets-the-address-too',
    fault: 'An accepted update changes the address of the next member of the organization too.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/neighbours',
    because: 'another answer',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const output = accept(call, parts);
      const { members = [] } = organizationOf(parts.options.world, call.account) ?? {};
      const next = members[(members.indexOf(call.account) + 1) % members.length];
      if (next !== undefined) parts.store.putPrimaryEmail(next, textOf(call.input, 'PrimaryEmail'));
      return output;
    }),
  },
  {
    id: 'written/one-update-of-an-organization',
    fault: 'An update that is started ends the pending ones of all other members.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/side-by-side',
    because: '404 ResourceNotFoundException',
    compose: (parts) => ({
      ...parts,
      store: {
        ...parts.store,
        putEmailUpdate(account, email) {
          for (const member of organizationOf(parts.options.world, account)?.members ?? [])
            parts.store.putEmailUpdate(member, null);
          parts.store.putEmailUpdate(account, email);
        },
      },
    }),
  },
];
