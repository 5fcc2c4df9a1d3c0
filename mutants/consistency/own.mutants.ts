import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/input-members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

const OLD_READ_EVERY = 5;

const LOST_PUT_EVERY = 7;

/** How many reads after a put are stale. */
const STALE_READS = 2;

export const ownMutants: readonly Mutant[] = [
  {
    id: 'written/delete-of-security-visible-late',
    fault: 'The first read after the security contact was deleted still returns it.',
    kind: 'written',
    rule: 'consistency/own-writes-read',
    because: 'SECURITY',
    compose: (parts) => {
      const deleted = new Map<string, JsonObject>();
      const deleting = wrapHandler('DeleteAlternateContact', (inner) => (call, all) => {
        const type = textOf(call.input, 'AlternateContactType');
        const before = all.store.alternateContact(call.account, type);
        const output = inner(call, all);
        if (type === 'SECURITY' && before) deleted.set(call.account, before);
        return output;
      })(parts);
      return wrapHandler('GetAlternateContact', (inner) => (call, all) => {
        const old = deleted.get(call.account);
        if (call.input['AlternateContactType'] !== 'SECURITY' || !old) return inner(call, all);
        deleted.delete(call.account);
        return { AlternateContact: old };
      })(deleting);
    },
  },
  {
    id: 'written/every-fifth-read-is-old',
    fault: 'One of five replicas that are read by turns never hears of a put that replaces a contact.',
    kind: 'written',
    rule: 'consistency/own-writes-read',
    also: ['consistency/contact-history'],
    because: 'another output',
    compose: (parts) => {
      const first = new Map<string, JsonObject>();
      let reads = 0;
      return wrapHandler('GetAlternateContact', (inner) => (call, all) => {
        const output = inner(call, all);
        const key = `${call.account} ${textOf(call.input, 'AlternateContactType')}`;
        const contact = output?.['AlternateContact'] as JsonObject | undefined;
        if (contact && !first.has(key)) first.set(key, contact);
        reads += 1;
        const old = first.get(key);
        return reads % OLD_READ_EVERY === 0 && old ? { AlternateContact: old } : output;
      })(parts);
    },
  },
  {
    id: 'written/every-seventh-put-lost',
    fault: 'Every seventh put of an alternate contact is answered and not stored.',
    kind: 'written',
    rule: 'consistency/own-writes-read',
    because: 'another output',
    compose: (parts) => {
      let puts = 0;
      return wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        puts += 1;
        return puts % LOST_PUT_EVERY === 0 ? null : inner(call, all);
      })(parts);
    },
  },
  {
    id: 'written/stale-reads-after-put',
    fault: 'The two reads that follow a put return the contact that was there before, if there was one.',
    kind: 'written',
    rule: 'consistency/own-writes-read',
    because: 'another output',
    compose: (parts) => {
      const stale = new Map<string, { contact: JsonObject; left: number }>();
      const keyOf = (account: string, input: JsonObject): string =>
        `${account} ${textOf(input, 'AlternateContactType')}`;
      const writing = wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        const before = all.store.alternateContact(call.account, textOf(call.input, 'AlternateContactType'));
        if (before) stale.set(keyOf(call.account, call.input), { contact: before, left: STALE_READS });
        return inner(call, all);
      })(parts);
      return wrapHandler('GetAlternateContact', (inner) => (call, all) => {
        const output = inner(call, all);
        const old = stale.get(keyOf(call.account, call.input));
        if (!old || old.left === 0) return output;
        old.left -= 1;
        return { AlternateContact: old.contact };
      })(writing);
    },
  },
];
