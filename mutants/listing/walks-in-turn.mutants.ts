import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const walksInTurnMutants: readonly Mutant[] = [
  {
    id: 'written/one-walk-for-each-caller',
    fault: 'A page token only says that there is a walk; how far it came is kept for the caller.',
    kind: 'written',
    rule: 'listing/walks-in-turn',
    also: ['context/walks-in-turn'],
    compose: (parts) => {
      const places = new Map<string, string>();
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const { issue, read } = all.tokens;
        const tokens: typeof all.tokens = {
          issue: (scope, after) => {
            places.set(call.caller, after);
            return issue(scope, after);
          },
          read: (scope, token) => (read(scope, token) === null ? null : (places.get(call.caller) ?? null)),
        };
        return inner(call, { ...all, tokens });
      })(parts);
    },
  },
];
