import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const getRemembersFirstValue: Mutant = {
  id: 'written/get-remembers-first-value',
  fault: 'The primary contact of an account is read once and answered from a cache ever after.',
  kind: 'written',
  rule: 'primary-contact/replace',
  because: 'GetContactInformation',
  compose: wrapHandler('GetContactInformation', (get) => {
    const cache = new Map<string, JsonObject | null>();
    return (call, parts) => {
      if (!cache.has(call.account)) cache.set(call.account, get(call, parts));
      return cache.get(call.account) ?? null;
    };
  }),
};
