import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptAnswersPending: Mutant = {
  id: 'written/accept-answers-pending',
  fault: 'An update that is accepted is said to be pending.',
  kind: 'written',
  rule: 'primary-email/accept',
  because: 'PENDING',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => ({ ...accept(call, parts), Status: 'PENDING' })),
};
