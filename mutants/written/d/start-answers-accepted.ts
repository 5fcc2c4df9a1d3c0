import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { START } from './email-operations.ts';

export const startAnswersAccepted: Mutant = {
  id: 'written/start-answers-accepted',
  fault: 'An update that is started is said to be accepted.',
  kind: 'written',
  rule: 'primary-email/start',
  because: 'ACCEPTED',
  compose: wrapHandler(START, (start) => (call, parts) => ({ ...start(call, parts), Status: 'ACCEPTED' })),
};
