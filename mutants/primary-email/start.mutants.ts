import type { Mutant } from '../mutant.ts';
import { ACCEPT_UPDATE, GET_EMAIL, START_UPDATE } from '../operators/email-operations.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const startMutants: readonly Mutant[] = [
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
];
