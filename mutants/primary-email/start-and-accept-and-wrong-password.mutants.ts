import type { Handler } from '../../reference/core/service-parts.ts';
import type { Mutant, Compose } from '../mutant.ts';
import { ACCEPT_UPDATE, GET_EMAIL, START_UPDATE } from '../operators/known-accounts.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

/** Takes other passwords too for the one that was sent. */
function takingPasswords(isTaken: (given: string, sent: string) => boolean): Compose {
  return wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
    const { account, input } = call;
    const sent = parts.oneTimePassword(account, textOf(input, 'PrimaryEmail'));
    const taken = isTaken(textOf(input, 'Otp'), sent);
    return accept(taken ? { ...call, input: { ...input, Otp: sent } } : call, parts);
  });
}

export const startAndAcceptAndWrongPasswordMutants: readonly Mutant[] = [
  {
    id: 'written/accepted-without-start',
    fault: 'An update is accepted even when none is pending.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/not-started',
    because: 'no refusal',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const isPending = parts.store.emailUpdate(call.account) !== null;
      if (!isPending) parts.store.putEmailUpdate(call.account, textOf(call.input, 'PrimaryEmail'));
      return accept(call, parts);
    }),
  },
  {
    id: 'written/address-changes-at-start',
    fault: 'The address changes as soon as an update is started.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/start',
    because: 'another answer',
    compose: wrapHandler(START_UPDATE, (start) => (call, parts) => {
      parts.store.putPrimaryEmail(call.account, textOf(call.input, 'PrimaryEmail'));
      return start(call, parts);
    }),
  },
  {
    id: 'written/pending-address-shown',
    fault: 'The address of a pending update is shown as the address of the account.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/start',
    because: 'another answer',
    compose: wrapHandler(GET_EMAIL, (get) => (call, parts) => {
      const pending = parts.store.emailUpdate(call.account);
      return pending === null ? get(call, parts) : { PrimaryEmail: pending };
    }),
  },
  {
    id: 'written/start-answers-accepted',
    fault: 'An update that is started is said to be accepted.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/start',
    because: 'ACCEPTED',
    compose: wrapHandler(START_UPDATE, (start) => (call, parts) => ({
      ...start(call, parts),
      Status: 'ACCEPTED',
    })),
  },
  {
    id: 'written/accept-answers-pending',
    fault: 'An update that is accepted is said to be pending.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/accept',
    because: 'PENDING',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => ({
      ...accept(call, parts),
      Status: 'PENDING',
    })),
  },
  {
    id: 'written/accepted-address-not-stored',
    fault: 'An update is accepted and the address stays as it was.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/accept',
    because: 'another output',
    compose: wrapHandler(ACCEPT_UPDATE, keepingAddress),
  },
  {
    id: 'written/completed-before-the-address-changes',
    fault: 'An update that is accepted is said to be completed, and the address stays as it was.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/accept',
    because: 'another output',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => ({
      ...keepingAddress(accept)(call, parts),
      Status: 'COMPLETED',
    })),
  },
  {
    id: 'written/another-address-on-the-way',
    fault:
      'The first read after an update was accepted shows an address that is neither the old nor the new one.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/accept',
    because: 'another output',
    ordered: true,
    compose: (parts) => {
      const onTheWay = new Set<string>();
      const accepting = wrapHandler(ACCEPT_UPDATE, (accept) => (call, all) => {
        const output = accept(call, all);
        onTheWay.add(call.account);
        return output;
      })(parts);
      return wrapHandler(
        GET_EMAIL,
        (get) => (call, all) =>
          onTheWay.delete(call.account) ? { PrimaryEmail: 'on-its-way@example.com' } : get(call, all),
      )(accepting);
    },
  },
  {
    id: 'written/update-started-ever',
    fault: 'An update that was started can be accepted any number of times, whatever came after it.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/accepted-once',
    because: 'no refusal',
    compose: (parts) => {
      const started = new Set<string>();
      const key = (account: string, email: string | null) => `${account} ${email}`;
      const { store } = parts;
      const remembering = {
        ...parts,
        store: {
          ...store,
          putEmailUpdate: (account: string, email: string | null) => {
            started.add(key(account, email));
            store.putEmailUpdate(account, email);
          },
        },
      };
      return wrapHandler(ACCEPT_UPDATE, (accept) => (call, all) => {
        const email = textOf(call.input, 'PrimaryEmail');
        if (started.has(key(call.account, email))) store.putEmailUpdate(call.account, email);
        return accept(call, all);
      })(remembering);
    },
  },
  {
    id: 'written/any-password-accepted',
    fault: 'Any well-formed password accepts an update.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'no refusal',
    compose: takingPasswords(() => true),
  },
  {
    id: 'written/password-compared-in-part',
    fault: 'The last character of a password is not compared.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'no refusal',
    compose: takingPasswords((given, sent) => given.slice(0, -1) === sent.slice(0, -1)),
  },
  {
    id: 'written/refused-acceptance-is-done',
    fault: 'An update is refused for its password after the address was changed.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'another answer',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const email = textOf(call.input, 'PrimaryEmail');
      if (parts.store.emailUpdate(call.account) === email) parts.store.putPrimaryEmail(call.account, email);
      return accept(call, parts);
    }),
  },
];

/** Accepts an update, and leaves the address as it was. */
function keepingAddress(accept: Handler): Handler {
  return (call, parts) => {
    const before = parts.store.primaryEmail(call.account);
    const output = accept(call, parts);
    parts.store.putPrimaryEmail(call.account, before);
    return output;
  };
}
