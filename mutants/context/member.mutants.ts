import { accountsOfWorld } from '../../spec/world.ts';
import { targetAccount } from '../../reference/core/authorize-context.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { isPending } from '../../reference/core/state/region-status.ts';
import type { Store } from '../../reference/core/state/store.ts';
import { isOfEmail } from '../../spec/contract.ts';
import type { Compose, Mutant } from '../mutant.ts';
import {
  ACCEPT_UPDATE,
  START_UPDATE,
  onEachEmailOperation,
  organizationOf,
} from '../operators/known-accounts.ts';
import { textOf } from '../operators/members.ts';
import { reroute } from '../operators/reroute.ts';

/** How many digits of an account id are compared. */
const COMPARED_DIGITS = 8;

export const memberMutants: readonly Mutant[] = [
  {
    id: 'written/conflict-looked-for-at-the-caller',
    fault: 'For a member, a pending change is looked for in the account of the caller.',
    kind: 'written',
    rule: 'context/conflict-of-member/DisableRegion',
    also: ['context/conflict-of-member/EnableRegion', 'context/pending-elsewhere'],
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { account, caller } = call;
        if (account === caller) return parts.changeRegion(call, region, all);
        const elsewhere = all.store.regionChange(caller, region);
        if (elsewhere && isPending(elsewhere, all))
          throw new Refusal('ConflictException', `A change of ${region} is in progress.`);
        const change = all.store.regionChange(account, region);
        const settled = change && isPending(change, all) ? { ...all, statusAt: () => change.to } : all;
        parts.changeRegion(call, region, settled);
      },
    }),
  },
  {
    id: 'written/denied-acceptance-is-done',
    fault: 'An update that a plain member tries to accept is denied and accepted all the same.',
    kind: 'written',
    edition: 'current',
    rule: 'context/member-any-account/AcceptPrimaryEmailUpdate',
    because: 'another answer',
    compose: doingWhenDenied(ACCEPT_UPDATE, (store, account, email) => {
      if (store.emailUpdate(account) === email) store.putPrimaryEmail(account, email);
    }),
  },
  {
    id: 'written/members-change-addresses',
    fault: 'Every member may read and change the addresses of all members.',
    kind: 'written',
    edition: 'current',
    rule: 'context/member-any-account/AcceptPrimaryEmailUpdate',
    also: [
      ...onEachEmailOperation('context/member-any-account'),
      ...onEachEmailOperation('context/member-own-account'),
    ],
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) => {
      const { members = [] } = organizationOf(options.world, caller) ?? {};
      const isPeer = named !== null && members.includes(caller) && members.includes(named);
      return isOfEmail(operation) && isPeer ? named : null;
    }),
  },
  {
    id: 'written/member-reaches-other-members',
    fault: 'A member that is not a delegate may act on the other members of its organization.',
    kind: 'written',
    rule: 'context/member-any-account/PutContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) => {
      const organization = organizationOf(options.world, caller);
      const mayAct = named !== null && named !== caller && organization?.members.includes(caller);
      return mayAct && organization?.members.includes(named) ? named : null;
    }),
  },
  {
    id: 'written/denied-start-is-pending',
    fault:
      'An update that a plain member tries to start is denied and pending all the same, so a manager can accept it.',
    kind: 'written',
    edition: 'current',
    rule: 'context/member-any-account/StartPrimaryEmailUpdate',
    because: 'ACCEPTED',
    compose: doingWhenDenied(START_UPDATE, (store, account, email) => store.putEmailUpdate(account, email)),
  },
  {
    id: 'written/member-names-itself',
    fault: 'A member may name its own account, which is taken for leaving AccountId out.',
    kind: 'written',
    rule: 'context/member-own-account/DisableRegion',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) =>
      named === caller && organizationOf(options.world, caller)?.members.includes(caller) ? caller : null,
    ),
  },
  {
    id: 'written/denied-with-status-400',
    fault: 'A denial has the right name, but the status from the page of common errors.',
    kind: 'written',
    rule: 'context/member-own-account/GetContactInformation',
    because: '400 AccessDeniedException',
    compose: (parts) => ({
      ...parts,
      writeError: (refusal, all) => {
        const response = parts.writeError(refusal, all);
        return refusal.errorName === all.errorNames.denied ? { ...response, status: 400 } : response;
      },
    }),
  },
  {
    id: 'written/account-id-by-prefix',
    fault: 'Account ids are compared by their first eight digits.',
    kind: 'written',
    rule: 'context/nearly-a-member/GetContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) => {
      const found = accountsOfWorld(options.world).find(
        (one) => named !== null && one.slice(0, COMPARED_DIGITS) === named.slice(0, COMPARED_DIGITS),
      );
      return found === undefined ? null : targetAccount(options.world, caller, found);
    }),
  },
];

/** Does something to the account that a call of an operation names, though the caller is denied. */
function doingWhenDenied(
  operation: string,
  act: (store: Store, account: string, email: string) => void,
): Compose {
  return (parts) => {
    let email = '';
    return {
      ...parts,
      canonicalize: (shape, input) => {
        email = textOf(input, 'PrimaryEmail');
        return parts.canonicalize(shape, input);
      },
      authorizeContext: (caller, named, called, all) => {
        try {
          return parts.authorizeContext(caller, named, called, all);
        } catch (error) {
          if (called.name === operation && named !== null) act(all.store, named, email);
          throw error;
        }
      },
    };
  };
}
