import { protocol } from '../source.ts';
import { isServerError } from './documented-errors.ts';
import type { Invariant } from './invariant.ts';

export const noServerError: Invariant = {
  id: 'wire/no-server-error',
  level: 'must',
  since: '0.1.0',
  statement: 'No request is answered with a server error.',
  source: protocol('HTTP, server errors; the contract’s table of the wire'),
  expected: 'a status below 500',
  applies: (answer) => answer.status !== null,
  check: (answer, contract) => (isServerError(answer, contract) ? `the status is ${answer.status}` : null),
};

const TARGET_FAULTS = new Set(['timeout', 'reset', 'malformed', 'too-large']);

export const wholeAnswer: Invariant = {
  id: 'wire/whole-answer',
  level: 'must',
  since: '0.1.0',
  statement: 'Every request is answered in time with a whole response of sane size.',
  source: protocol('HTTP, messages; the contract’s table of the wire'),
  expected: 'a whole response in time',
  applies: ({ status, exchange: { request, fault } }) =>
    !request.incomplete && (status !== null || TARGET_FAULTS.has(fault?.kind ?? '')),
  check: ({ exchange: { fault } }) => (fault && TARGET_FAULTS.has(fault.kind) ? fault.message : null),
};
