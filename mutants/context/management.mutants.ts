import { Refusal } from '../../reference/core/refusal.ts';
import { isOfEmail } from '../../spec/contract.ts';
import type { Mutant } from '../mutant.ts';
import { GET_EMAIL, onEachEmailOperation } from '../operators/email-operations.ts';
import { textOf } from '../operators/members.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const managementMutants: readonly Mutant[] = [
  {
    id: 'written/delete-lands-in-the-callers-account',
    fault: 'Deleting the contact of another account also deletes that of the caller.',
    kind: 'written',
    rule: 'context/management-member/DeleteAlternateContact',
    because: '404 ResourceNotFoundException',
    compose: wrapHandler('DeleteAlternateContact', (inner) => (call, all) => {
      const output = inner(call, all);
      all.store.deleteAlternateContact(call.caller, textOf(call.input, 'AlternateContactType'));
      return output;
    }),
  },
  {
    id: 'written/account-id-ignored-on-reads',
    fault: 'Reads ignore AccountId; writes obey it.',
    kind: 'written',
    rule: 'context/management-member/GetContactInformation',
    because: 'another output',
    compose: reroute(({ caller, operation }) => (operation.changes === null ? caller : null)),
  },
  {
    id: 'written/email-of-the-caller',
    fault: 'The address that is read is that of the caller and not that of the member.',
    kind: 'written',
    edition: 'current',
    rule: 'context/management-member/GetPrimaryEmail',
    also: ['context/delegate-member/GetPrimaryEmail'],
    because: 'another output',
    compose: wrapHandler(GET_EMAIL, (get) => (call, parts) => get({ ...call, account: call.caller }, parts)),
  },
  {
    id: 'written/account-id-ignored',
    fault: 'AccountId is ignored: every call acts on the account of its caller.',
    kind: 'written',
    rule: 'context/management-member/PutAlternateContact',
    because: 'another output',
    compose: reroute(({ caller }) => caller),
  },
  {
    id: 'written/write-lands-in-both-accounts',
    fault: 'A contact that is put for another account is stored in the account of the caller too.',
    kind: 'written',
    rule: 'context/management-member/PutAlternateContact',
    because: 'another output',
    compose: wrapHandler('PutAlternateContact', (inner) => (call, all) => {
      inner({ ...call, account: call.caller }, all);
      return inner(call, all);
    }),
  },
  {
    id: 'written/management-names-itself',
    fault: 'The management account may name its own account.',
    kind: 'written',
    rule: 'context/management-own-account/GetAlternateContact',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) =>
      named === caller && options.world.organizations.some(({ management }) => management === caller)
        ? caller
        : null,
    ),
  },
  {
    id: 'written/management-own-account-invalid',
    fault: 'The management account that names itself is refused for invalid input instead of being denied.',
    kind: 'written',
    rule: 'context/management-own-account/PutContactInformation',
    because: 'ValidationException',
    compose: reroute(({ caller, named, parts: all }) => {
      const isManagement = all.options.world.organizations.some(({ management }) => management === caller);
      if (named !== caller || !isManagement) return null;
      throw new Refusal(all.errorNames.invalid, 'AccountId must name another account.');
    }),
  },
  {
    id: 'written/management-changes-its-own-address',
    fault: 'The management account may name itself in the operations on primary e-mail addresses.',
    kind: 'written',
    edition: 'current',
    rule: 'context/management-own-account/StartPrimaryEmailUpdate',
    also: onEachEmailOperation('context/management-own-account'),
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) =>
      isOfEmail(operation) && named === caller && organizationOf(options.world, caller)?.management === caller
        ? caller
        : null,
    ),
  },
];
