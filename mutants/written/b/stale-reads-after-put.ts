import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

const STALE_READS = 2;

export const staleReadsAfterPut: Mutant = {
  id: 'written/stale-reads-after-put',
  fault: 'The two reads that follow a put return the contact that was there before, if there was one.',
  kind: 'written',
  rule: 'consistency/own-writes-read',
  because: 'another output',
  compose: (parts) => {
    const stale = new Map<string, { contact: JsonObject; left: number }>();
    const keyOf = (account: string, input: JsonObject): string =>
      `${account} ${textOf(input, 'AlternateContactType')}`;
    const writing = wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      const before = all.store.alternateContact(call.account, textOf(call.input, 'AlternateContactType'));
      if (before) stale.set(keyOf(call.account, call.input), { contact: before, left: STALE_READS });
      return inner(call, all);
    });
    return wrapHandlers(writing, ['GetAlternateContact'], (inner) => (call, all) => {
      const output = inner(call, all);
      const old = stale.get(keyOf(call.account, call.input));
      if (!old || old.left === 0) return output;
      old.left -= 1;
      return { AlternateContact: old.contact };
    });
  },
};
