import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

/** Milliseconds within which two puts count as concurrent. */
const OVERLAP = 10;

export const lostUpdateOfAnotherType: Mutant = {
  id: 'written/lost-update-of-another-type',
  fault: 'All contacts are read, changed and written back together: of two concurrent puts one is lost.',
  kind: 'written',
  rule: 'consistency/types-written-at-once',
  because: 'AlternateContact',
  compose: (parts) => {
    const last = new Map<string, { type: string; at: number; before: JsonObject | undefined }>();
    return wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      const type = textOf(call.input, 'AlternateContactType');
      const now = all.options.clock.now();
      const other = last.get(call.account);
      last.set(call.account, { type, at: now, before: all.store.alternateContact(call.account, type) });
      if (other && other.type !== type && now - other.at <= OVERLAP) {
        if (other.before) all.store.putAlternateContact(call.account, other.type, other.before);
        else all.store.deleteAlternateContact(call.account, other.type);
      }
      return inner(call, all);
    });
  },
};
