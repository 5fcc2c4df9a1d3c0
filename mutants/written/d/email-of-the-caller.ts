import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { GET } from './email-operations.ts';

export const emailOfTheCaller: Mutant = {
  id: 'written/email-of-the-caller',
  fault: 'The address that is read is that of the caller and not that of the member.',
  kind: 'written',
  rule: 'context/management-member/GetPrimaryEmail',
  also: ['context/delegate-member/GetPrimaryEmail'],
  because: 'another output',
  compose: wrapHandler(GET, (get) => (call, parts) => get({ ...call, account: call.caller }, parts)),
};
