import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const writeLandsInBothAccounts: Mutant = {
  id: 'written/write-lands-in-both-accounts',
  fault: 'A contact that is put for another account is stored in the account of the caller too.',
  kind: 'written',
  rule: 'context/management-member/PutAlternateContact',
  because: 'another output',
  compose: (parts) =>
    wrapHandlers(parts, ['PutAlternateContact'], (inner) => (call, all) => {
      inner({ ...call, account: call.caller }, all);
      return inner(call, all);
    }),
};
