import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { Refusal } from '../../reference/core/refusal.ts';

const OLD_READ_EVERY = 5;

const LOST_PUT_EVERY = 7;

/** How many reads after a put are stale. */
const STALE_READS = 2;

/** Milliseconds within which two puts count as concurrent. */
const OVERLAP = 10;

/** How many reads in a row find a contact. */
const READS_THAT_FIND = 3;

export const ownAndAtOnceMutants: readonly Mutant[] = [
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
    fault: 'Reads go round five replicas, one of which never hears of a put that replaces a contact.',
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
  {
    id: 'written/concurrent-puts-undo-each-other',
    fault:
      'Only the later one is kept of an alternate and the primary contact that are put at the same time.',
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
      const alternate = wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        const type = textOf(call.input, 'AlternateContactType');
        const before: JsonObject | undefined = all.store.alternateContact(call.account, type);
        begin(call.account, 'alternate', all.options.clock.now(), () => {
          if (before) all.store.putAlternateContact(call.account, type, before);
          else all.store.deleteAlternateContact(call.account, type);
        });
        return inner(call, all);
      })(parts);
      return wrapHandler('PutContactInformation', (inner) => (call, all) => {
        const before = all.store.primaryContact(call.account);
        begin(call.account, 'primary', all.options.clock.now(), () => {
          if (before) all.store.putPrimaryContact(call.account, before);
        });
        return inner(call, all);
      })(alternate);
    },
  },
  {
    id: 'written/fourth-read-in-a-row-finds-nothing',
    fault: 'The fourth read of a contact within a moment finds nothing.',
    kind: 'written',
    rule: 'consistency/reads-at-once',
    because: '404 ResourceNotFoundException',
    compose: (parts) => {
      let reads = 0;
      const writing = wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        reads = 0;
        return inner(call, all);
      })(parts);
      return wrapHandler('GetAlternateContact', (inner) => (call, all) => {
        const output = inner(call, all);
        reads += 1;
        if (reads <= READS_THAT_FIND) return output;
        throw new Refusal(all.errorNames.notFound, 'There is no such contact.');
      })(writing);
    },
  },
  {
    id: 'written/lost-update-of-another-type',
    fault: 'All contacts are read, changed and written back together: of two concurrent puts one is lost.',
    kind: 'written',
    rule: 'consistency/types-written-at-once',
    because: 'AlternateContact',
    compose: (parts) => {
      const last = new Map<string, { type: string; at: number; before: JsonObject | undefined }>();
      return wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        const type = textOf(call.input, 'AlternateContactType');
        const now = all.options.clock.now();
        const other = last.get(call.account);
        last.set(call.account, { type, at: now, before: all.store.alternateContact(call.account, type) });
        if (other && other.type !== type && now - other.at <= OVERLAP) {
          if (other.before) all.store.putAlternateContact(call.account, other.type, other.before);
          else all.store.deleteAlternateContact(call.account, other.type);
        }
        return inner(call, all);
      })(parts);
    },
  },
];
