import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { ACCEPT_UPDATE } from '../operators/email-operations.ts';
import { textOf } from '../operators/members.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const delegateMutants: readonly Mutant[] = [
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
];
