import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

const POOL = 3;

export const fourthReadInARowFindsNothing: Mutant = {
  id: 'written/fourth-read-in-a-row-finds-nothing',
  fault: 'The fourth read of a contact within a moment finds nothing.',
  kind: 'written',
  rule: 'consistency/reads-at-once',
  because: '404 ResourceNotFoundException',
  compose: (parts) => {
    let reads = 0;
    const writing = wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      reads = 0;
      return inner(call, all);
    });
    return wrapHandlers(writing, ['GetAlternateContact'], (inner) => (call, all) => {
      const output = inner(call, all);
      reads += 1;
      if (reads <= POOL) return output;
      throw new Refusal(all.errorNames.notFound, 'There is no such contact.');
    });
  },
};
