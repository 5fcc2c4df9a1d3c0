import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

/** Milliseconds that a write takes. */
const WRITE_DELAY = 1;

export const contactHistoryMutants: readonly Mutant[] = [
  {
    id: 'written/put-of-primary-is-not-atomic',
    fault: 'A put of the primary contact stores the name at once and the rest after the next read.',
    kind: 'written',
    rule: 'consistency/primary-contact-history',
    also: ['consistency/own-primary-contact-read'],
    because: 'no order explains',
    compose: (parts) => {
      const late = new Map<string, JsonObject>();
      const writing = wrapHandler('PutContactInformation', (inner) => (call, all) => {
        const before = all.store.primaryContact(call.account);
        const output = inner(call, all);
        const whole = all.store.primaryContact(call.account);
        if (before && whole) {
          late.set(call.account, whole);
          all.store.putPrimaryContact(call.account, { ...before, FullName: whole['FullName'] ?? null });
        }
        return output;
      })(parts);
      return wrapHandler('GetContactInformation', (inner) => (call, all) => {
        const output = inner(call, all);
        const whole = late.get(call.account);
        if (whole) all.store.putPrimaryContact(call.account, whole);
        late.delete(call.account);
        return output;
      })(writing);
    },
  },
  {
    id: 'written/put-of-primary-takes-a-moment',
    fault: 'A put of the primary contact stores the name at once and the rest a millisecond later.',
    kind: 'written',
    rule: 'consistency/primary-contact-history',
    because: 'no order explains',
    compose: wrapHandler('PutContactInformation', (inner) => (call, all) => {
      const before = all.store.primaryContact(call.account);
      const output = inner(call, all);
      const whole = all.store.primaryContact(call.account);
      if (before && whole) {
        all.store.putPrimaryContact(call.account, { ...before, FullName: whole['FullName'] ?? null });
        setTimeout(() => all.store.putPrimaryContact(call.account, whole), WRITE_DELAY);
      }
      return output;
    }),
  },
];
