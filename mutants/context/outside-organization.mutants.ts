import { accountsOfWorld } from '../../spec/world.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { isOfEmail } from '../../spec/contract.ts';
import type { Mutant } from '../mutant.ts';
import { onEachEmailOperation, organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const outsideOrganizationMutants: readonly Mutant[] = [
  {
    id: 'written/missing-account-not-found',
    fault: 'An account that does not exist is refused as not found, others as denied.',
    kind: 'written',
    rule: 'context/outside-organization-alike/DeleteAlternateContact',
    because: '404 ResourceNotFoundException',
    compose: reroute(({ named, parts: all }) => {
      if (named === null || accountsOfWorld(all.options.world).includes(named)) return null;
      throw new Refusal(all.errorNames.notFound, 'The account was not found.');
    }),
  },
  {
    id: 'written/existing-account-told-by-message',
    fault: 'The message of a refusal tells whether the account that was named exists.',
    kind: 'written',
    rule: 'context/outside-organization-alike/GetAlternateContact',
    because: 'another answer',
    compose: (parts) =>
      reroute(({ caller, named, operation, parts: all }) => {
        if (named === null || accountsOfWorld(all.options.world).includes(named))
          return parts.authorizeContext(caller, named, operation, all);
        throw new Refusal(all.errorNames.denied, 'There is no such account.');
      })(parts),
  },
  {
    id: 'written/address-of-any-account',
    fault: 'A manager may read and change the addresses of accounts outside its organization.',
    kind: 'written',
    edition: 'current',
    rule: 'context/outside-organization/AcceptPrimaryEmailUpdate',
    also: [
      ...onEachEmailOperation('context/outside-organization'),
      ...onEachEmailOperation('context/delegate-outside-organization'),
    ],
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) => {
      const { management, delegatedAdmin, trustedAccess } = organizationOf(options.world, caller) ?? {};
      const isManager = trustedAccess && [management, delegatedAdmin].includes(caller);
      return isOfEmail(operation) && isManager && named !== management ? named : null;
    }),
  },
  {
    id: 'written/context-not-checked-on-delete',
    fault: 'The one operation that deletes does not check whom it may act on.',
    kind: 'written',
    rule: 'context/outside-organization/DeleteAlternateContact',
    because: 'no refusal',
    compose: reroute(({ named, operation }) => (operation.name === 'DeleteAlternateContact' ? named : null)),
  },
  {
    id: 'written/organization-boundary-missing',
    fault: 'A management account may act on every account that exists, in its organization or not.',
    kind: 'written',
    rule: 'context/outside-organization/EnableRegion',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) =>
      named !== null &&
      named !== caller &&
      options.world.organizations.some(({ management }) => management === caller) &&
      accountsOfWorld(options.world).includes(named)
        ? named
        : null,
    ),
  },
  {
    id: 'written/context-only-checked-on-writes',
    fault: 'Anybody may read any account; only writes are checked.',
    kind: 'written',
    rule: 'context/outside-organization/GetContactInformation',
    because: 'no refusal',
    compose: reroute(({ named, operation }) => (operation.changes === null ? named : null)),
  },
  {
    id: 'written/account-invented',
    fault: 'An account that does not exist comes into being when it is named.',
    kind: 'written',
    rule: 'context/outside-organization/PutAlternateContact',
    because: 'no refusal',
    compose: reroute(({ named, parts: { options } }) =>
      named !== null && !accountsOfWorld(options.world).includes(named) ? named : null,
    ),
  },
  {
    id: 'written/context-only-checked-on-reads',
    fault: 'Anybody may write to any account; only reads are checked.',
    kind: 'written',
    rule: 'context/outside-organization/PutContactInformation',
    because: 'no refusal',
    compose: reroute(({ named, operation }) => (operation.changes === null ? null : named)),
  },
  {
    id: 'written/denied-write-is-done',
    fault: 'A put for an account outside the organization is stored there before it is denied.',
    kind: 'written',
    rule: 'context/outside-organization/PutContactInformation',
    because: 'another answer',
    compose: (parts) => {
      let denial: Refusal | null = null;
      const changed = {
        ...parts,
        authorizeContext: (...[caller, named, operation, all]: Parameters<typeof parts.authorizeContext>) => {
          denial = null;
          try {
            return parts.authorizeContext(caller, named, operation, all);
          } catch (error) {
            if (!(error instanceof Refusal) || operation.name !== 'PutContactInformation') throw error;
            denial = error;
            return named ?? caller;
          }
        },
      };
      return wrapHandler('PutContactInformation', (inner) => (call, all) => {
        const output = inner(call, all);
        if (denial) throw denial;
        return output;
      })(changed);
    },
  },
];
