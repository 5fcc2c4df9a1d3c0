import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

const NTH = 5;

export const everyFifthReadIsOld: Mutant = {
  id: 'written/every-fifth-read-is-old',
  fault: 'One of five replicas that are read by turns never hears of a put that replaces a contact.',
  kind: 'written',
  rule: 'consistency/own-writes-read',
  also: ['consistency/contact-history'],
  because: 'another output',
  compose: (parts) => {
    const first = new Map<string, JsonObject>();
    let reads = 0;
    return wrapHandlers(parts, ['GetAlternateContact'], (inner) => (call, all) => {
      const output = inner(call, all);
      const key = `${call.account} ${textOf(call.input, 'AlternateContactType')}`;
      const contact = output?.['AlternateContact'] as JsonObject | undefined;
      if (contact && !first.has(key)) first.set(key, contact);
      reads += 1;
      const old = first.get(key);
      return reads % NTH === 0 && old ? { AlternateContact: old } : output;
    });
  },
};
