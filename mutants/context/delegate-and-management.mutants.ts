import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import {
  ACCEPT_UPDATE,
  GET_EMAIL,
  onEachEmailOperation,
  organizationOf,
} from '../operators/known-accounts.ts';
import { textOf } from '../operators/members.ts';
import { reroute } from '../operators/reroute.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { isOfEmail } from '../../spec/contract.ts';

export const delegateAndManagementMutants: readonly Mutant[] = [
  {
    id: 'written/delegate-reaches-the-management-account',
    fault: 'The delegated administrator may read the regions of the management account.',
    kind: 'written',
    rule: 'context/delegate-management-account/ListRegions',
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) =>
      operation.name === 'ListRegions' &&
      options.world.organizations.some((one) => one.delegatedAdmin === caller && one.management === named)
        ? named
        : null,
    ),
  },
  {
    id: 'written/delegate-updates-itself-instead',
    fault: 'An update that a delegated administrator accepts changes the address of its own account.',
    kind: 'written',
    edition: 'current',
    rule: 'context/delegate-member/AcceptPrimaryEmailUpdate',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const { store, options } = parts;
      const before = store.primaryEmail(call.account);
      const output = accept(call, parts);
      if (organizationOf(options.world, call.caller)?.delegatedAdmin === call.caller) {
        store.putPrimaryEmail(call.account, before);
        store.putPrimaryEmail(call.caller, textOf(call.input, 'PrimaryEmail'));
      }
      return output;
    }),
  },
  {
    id: 'written/account-id-ignored-by-list',
    fault: 'The list of regions is always that of the caller, whatever account it names.',
    kind: 'written',
    rule: 'context/delegate-member/ListRegions',
    because: 'expected ',
    compose: reroute(({ caller, operation }) => (operation.name === 'ListRegions' ? caller : null)),
  },
  {
    id: 'written/delegate-refused',
    fault: 'The delegated administrator is refused on members: only the management account may act on them.',
    kind: 'written',
    rule: 'context/delegate-member/PutContactInformation',
    because: 'AccessDeniedException',
    compose: reroute(({ caller, named, parts: all }) => {
      const delegates = all.options.world.organizations.map(({ delegatedAdmin }) => delegatedAdmin);
      if (named === null || named === caller || !delegates.includes(caller)) return null;
      throw new Refusal(all.errorNames.denied, 'Only the management account may act on members.');
    }),
  },
  {
    id: 'written/write-lands-in-the-callers-account',
    fault: 'A permitted write for another account changes the account of the caller.',
    kind: 'written',
    rule: 'context/delegate-member/PutContactInformation',
    because: 'another output',
    compose: (parts) =>
      reroute(({ caller, named, operation, parts: all }) => {
        if (operation.changes === null) return null;
        parts.authorizeContext(caller, named, operation, all);
        return caller;
      })(parts),
  },
  {
    id: 'written/delegate-of-any-organization',
    fault: 'The delegated administrator may write to the members of every organization.',
    kind: 'written',
    rule: 'context/delegate-outside-organization/PutAlternateContact',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) => {
      const { organizations } = options.world;
      const isDelegate = organizations.some(({ delegatedAdmin }) => delegatedAdmin === caller);
      const isMember = named !== null && organizations.some(({ members }) => members.includes(named));
      return isDelegate && isMember ? named : null;
    }),
  },
  {
    id: 'written/delegate-may-not-name-itself',
    fault: 'The delegated administrator is refused, like the management account, when it names itself.',
    kind: 'written',
    rule: 'context/delegate-own-account/PutAlternateContact',
    because: 'AccessDeniedException',
    compose: reroute(({ caller, named, parts: all }) => {
      if (named !== caller) return null;
      throw new Refusal(all.errorNames.denied, 'Leave AccountId out for your own account.');
    }),
  },
  {
    id: 'written/delete-lands-in-the-callers-account',
    fault: 'Deleting the contact of another account also deletes that of the caller.',
    kind: 'written',
    rule: 'context/management-member/DeleteAlternateContact',
    because: '404 ResourceNotFoundException',
    ordered: true,
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
