import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';

/** Milliseconds. */
const MOMENT = 1;

export const putOfPrimaryTakesAMoment: Mutant = {
  id: 'written/put-of-primary-takes-a-moment',
  fault: 'A put of the primary contact stores the name at once and the rest a millisecond later.',
  kind: 'written',
  rule: 'consistency/primary-contact-history',
  because: 'no order explains',
  compose: (parts) =>
    wrapHandlers(parts, ['PutContactInformation'], (inner) => (call, all) => {
      const before = all.store.primaryContact(call.account);
      const output = inner(call, all);
      const whole = all.store.primaryContact(call.account);
      if (before && whole) {
        all.store.putPrimaryContact(call.account, { ...before, FullName: whole['FullName'] ?? null });
        setTimeout(() => all.store.putPrimaryContact(call.account, whole), MOMENT);
      }
      return output;
    }),
};
