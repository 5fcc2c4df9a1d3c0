import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const deleteOfSecurityVisibleLate: Mutant = {
  id: 'written/delete-of-security-visible-late',
  fault: 'The first read after the security contact was deleted still returns it.',
  kind: 'written',
  rule: 'consistency/own-writes-read',
  because: 'SECURITY',
  compose: (parts) => {
    const deleted = new Map<string, JsonObject>();
    const deleting = wrapHandlers(parts, ['DeleteAlternateContact'], (inner) => (call, all) => {
      const type = textOf(call.input, 'AlternateContactType');
      const before = all.store.alternateContact(call.account, type);
      const output = inner(call, all);
      if (type === 'SECURITY' && before) deleted.set(call.account, before);
      return output;
    });
    return wrapHandlers(deleting, ['GetAlternateContact'], (inner) => (call, all) => {
      const old = deleted.get(call.account);
      if (call.input['AlternateContactType'] !== 'SECURITY' || !old) return inner(call, all);
      deleted.delete(call.account);
      return { AlternateContact: old };
    });
  },
};
