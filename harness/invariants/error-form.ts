import { headerValue } from '../../targets/transport/header-list.ts';
import { asObject } from '../answers/answer.ts';
import { checkShape } from '../answers/check-shape.ts';
import { guide, protocol } from '../source.ts';
import { formIsOpen, mayLackName } from './documented-errors.ts';
import { isError, type Invariant } from './invariant.ts';

export const errorBody: Invariant = {
  id: 'errors/body',
  level: 'must',
  since: '0.1.0',
  statement: 'The body of an error is a JSON object with a message.',
  source: guide('ValidationExceptionField') + '; model: AccessDeniedException',
  expected: 'a JSON object with a text member message or Message',
  applies: (answer, contract) => isError(answer) && !formIsOpen(answer, contract),
  check(answer) {
    if (!asObject(answer.body))
      return answer.bodyBytes === 0 ? 'the body is empty' : 'the body is not a JSON object';
    return answer.message === null ? 'the body has no message' : null;
  },
};

export const errorHeader: Invariant = {
  id: 'errors/header',
  level: 'should',
  since: '0.1.0',
  statement: 'An error names itself in the header, bare of namespace and address.',
  source: protocol('restJson1, operation error serialization') + '; live: refusals',
  expected: 'a bare error name in the header x-amzn-errortype',
  applies: (answer, contract) =>
    isError(answer) && !formIsOpen(answer, contract) && !mayLackName(answer, contract),
  check(answer, contract) {
    const response = answer.exchange.response;
    const header = response ? headerValue(response.headers, contract.wire.errorHeader) : undefined;
    if (header === undefined) return `the header ${contract.wire.errorHeader} is missing`;
    return header === answer.error ? null : `the header says ${header}`;
  },
};

export const validationDetail: Invariant = {
  id: 'errors/validation-detail',
  level: 'must',
  since: '0.1.0',
  statement:
    'The reason and the list of fields of a validation error have their documented form, if it carries them.',
  source: guide('ValidationExceptionField') + '; model: ValidationException',
  expected: 'reason and fieldList of their documented form, or absent',
  applies: (answer) => isError(answer) && asObject(answer.body) !== null,
  check(answer, contract) {
    const body = asObject(answer.body);
    return body ? checkShape(contract.validationDetail, body) : null;
  },
};
