import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

/** Milliseconds within which two puts count as concurrent. */
const OVERLAP = 10;

export const concurrentPutsUndoEachOther: Mutant = {
  id: 'written/concurrent-puts-undo-each-other',
  fault: 'Of an alternate and the primary contact that are put at the same time only the later one is kept.',
  kind: 'written',
  rule: 'consistency/kinds-written-at-once',
  because: 'Contact',
  compose: (parts) => {
    const undo = new Map<string, { at: number; kind: string; back: () => void }>();
    const begin = (account: string, kind: string, now: number, back: () => void): void => {
      const other = undo.get(account);
      undo.set(account, { at: now, kind, back });
      if (other && other.kind !== kind && now - other.at <= OVERLAP) other.back();
    };
    const alternate = wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      const type = textOf(call.input, 'AlternateContactType');
      const before: JsonObject | undefined = all.store.alternateContact(call.account, type);
      begin(call.account, 'alternate', all.options.clock.now(), () => {
        if (before) all.store.putAlternateContact(call.account, type, before);
        else all.store.deleteAlternateContact(call.account, type);
      });
      return inner(call, all);
    });
    return wrapHandlers(alternate, ['PutContactInformation'], (inner) => (call, all) => {
      const before = all.store.primaryContact(call.account);
      begin(call.account, 'primary', all.options.clock.now(), () => {
        if (before) all.store.putPrimaryContact(call.account, before);
      });
      return inner(call, all);
    });
  },
};
