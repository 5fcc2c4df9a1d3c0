import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

const NTH = 7;

export const everySeventhPutLost: Mutant = {
  id: 'written/every-seventh-put-lost',
  fault: 'Every seventh put of an alternate contact is answered and not stored.',
  kind: 'written',
  rule: 'consistency/own-writes-read',
  because: 'another output',
  compose: (parts) => {
    let puts = 0;
    return wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      puts += 1;
      return puts % NTH === 0 ? null : inner(call, all);
    });
  },
};
