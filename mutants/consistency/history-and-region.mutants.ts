import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { Refusal } from '../../reference/core/refusal.ts';

/** Milliseconds that a write takes. */
const WRITE_DELAY = 1;

/** Milliseconds within which two requests count as concurrent. */
const OVERLAP = 10;

export const historyAndRegionMutants: readonly Mutant[] = [
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
  {
    id: 'written/two-winners-for-a-region',
    fault: 'All concurrent requests to change a region are accepted.',
    kind: 'written',
    rule: 'consistency/one-region-winner',
    because: 'no order explains',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const change = all.store.regionChange(call.account, region);
        const way = all.options.lifecycle.transitions.find(({ request }) => request === call.operation.name);
        const isRival = change?.via === way?.via && change !== undefined;
        if (!isRival || all.options.clock.now() - change.startedAt > OVERLAP)
          parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/rival-requests-undo-the-change',
    fault: 'A request that comes while the same change is pending is refused, and undoes that change.',
    kind: 'written',
    rule: 'consistency/region-history',
    because: 'no order explains',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        try {
          parts.changeRegion(call, region, all);
        } catch (error) {
          const change = all.store.regionChange(call.account, region);
          const way = all.options.lifecycle.transitions.find(
            ({ request }) => request === call.operation.name,
          );
          const isRival = error instanceof Refusal && change !== undefined && change.via === way?.via;
          if (isRival && all.statusAt(call.account, region, all) === change.via)
            all.store.putRegionChange(call.account, region, { ...change, to: change.from, startedAt: 0 });
          throw error;
        }
      },
    }),
  },
];
