import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const putOfPrimaryIsNotAtomic: Mutant = {
  id: 'written/put-of-primary-is-not-atomic',
  fault: 'A put of the primary contact stores the name at once and the rest after the next read.',
  kind: 'written',
  rule: 'consistency/primary-contact-history',
  also: ['consistency/own-primary-contact-read'],
  because: 'no order explains',
  compose: (parts) => {
    const late = new Map<string, JsonObject>();
    const writing = wrapHandlers(parts, ['PutContactInformation'], (inner) => (call, all) => {
      const before = all.store.primaryContact(call.account);
      const output = inner(call, all);
      const whole = all.store.primaryContact(call.account);
      if (before && whole) {
        late.set(call.account, whole);
        all.store.putPrimaryContact(call.account, { ...before, FullName: whole['FullName'] ?? null });
      }
      return output;
    });
    return wrapHandlers(writing, ['GetContactInformation'], (inner) => (call, all) => {
      const output = inner(call, all);
      const whole = late.get(call.account);
      if (whole) all.store.putPrimaryContact(call.account, whole);
      late.delete(call.account);
      return output;
    });
  },
};
