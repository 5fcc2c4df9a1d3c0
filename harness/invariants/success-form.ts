import type { Contract, Operation } from '../../spec/contract.ts';
import { headerValue } from '../../targets/transport/header-list.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { checkShape, nullMember } from '../answers/check-shape.ts';
import { firstInOtherCase, mayReturnOtherCase } from '../answers/documented-case.ts';
import { formIsOpen } from './documented-errors.ts';
import { guide, protocol } from '../source.ts';
import { isSuccess, type Invariant } from './invariant.ts';

/** The operation that was called as it is to be called: what another method brings is not its output, HEAD never any. */
function operationOf(answer: Answer, contract: Contract): Operation | undefined {
  const { operation: name, method } = answer.exchange.request;
  const operation = name === null ? undefined : contract.operations[name];
  return operation?.method === method ? operation : undefined;
}

export const successStatus: Invariant = {
  id: 'wire/success-status',
  level: 'must',
  since: '0.1.0',
  statement: 'A success has status 200; redirects and informational answers do not occur.',
  source: guide('DeleteAlternateContact › Response Syntax', 'ListRegions › Response Syntax'),
  expected: 'status 200, or an error',
  // A gateway may answer a path that it normalizes with a redirect.
  applies: ({ status, exchange }) =>
    status !== null && status < 400 && !exchange.request.provokes?.includes('path'),
  check(answer, contract) {
    const status = operationOf(answer, contract)?.successStatus;
    return status === undefined || answer.status === status ? null : `the status is ${answer.status}`;
  },
};

export const outputShape: Invariant = {
  id: 'wire/output-shape',
  level: 'must',
  since: '0.1.0',
  statement: 'The body of a success with output is valid against its shape.',
  source: guide('ListRegions › Response Elements', 'GetAlternateContact › Response Elements'),
  expected: 'a JSON object of the output shape',
  applies: (answer, contract) => isSuccess(answer) && !!operationOf(answer, contract)?.output,
  check(answer, contract) {
    const output = operationOf(answer, contract)?.output;
    if (!output) return null;
    const body = asObject(answer.body);
    if (!body) return answer.bodyBytes === 0 ? 'the body is empty' : 'the body is not a JSON object';
    return checkShape(output, body);
  },
};

export const outputCase: Invariant = {
  id: 'wire/output-case',
  level: 'should',
  since: '0.1.0',
  statement: 'A value whose case the sources dispute in a request is returned in its documented case.',
  source: guide('GetAlternateContact › Response Elements') + '; project: rulings.yaml › contact-type-case',
  expected: 'values in their documented case',
  applies(answer, contract) {
    const output = operationOf(answer, contract)?.output;
    return isSuccess(answer) && !!output && mayReturnOtherCase(output);
  },
  check(answer, contract) {
    const output = operationOf(answer, contract)?.output;
    if (!output || answer.body === undefined) return null;
    const other = firstInOtherCase(output, answer.body);
    return other === null ? null : `${other.value} is written ${JSON.stringify(other.text)}`;
  },
};

export const absentMembers: Invariant = {
  id: 'wire/absent-members',
  level: 'should',
  since: '0.1.0',
  statement: 'A member of an output that has no value is left out, not null.',
  source: guide('GetAlternateContact › Response Elements') + '; ' + protocol('restJson1, null values'),
  expected: 'no member that is null',
  applies: outputShape.applies,
  check(answer, contract) {
    const output = operationOf(answer, contract)?.output;
    const { content } = answer;
    // Hardly any body says null at all: to look for the word takes less than to walk through the members.
    if (!output || !content || !holds(content.bytes, 'null')) return null;
    const member = nullMember(output, answer.body);
    return member === null ? null : `${member} is null`;
  },
};

export const outputMediaType: Invariant = {
  id: 'wire/output-media-type',
  level: 'must',
  since: '0.1.0',
  statement: 'A success with output declares a JSON media type.',
  source: guide('ListRegions › Response Syntax'),
  expected: 'a JSON content type',
  applies: (answer, contract) => isSuccess(answer) && !!operationOf(answer, contract)?.output,
  check(answer, contract) {
    const response = answer.exchange.response;
    const declared = response ? headerValue(response.headers, 'content-type') : undefined;
    const [mediaType = ''] = (declared ?? '').split(';', 1);
    if (contract.wire.jsonMediaTypes.includes(mediaType.trim().toLowerCase())) return null;
    return declared === undefined ? 'there is no content type' : `the content type is ${declared}`;
  },
};

export const emptyOutput: Invariant = {
  id: 'wire/empty-output',
  level: 'must',
  since: '0.1.0',
  statement: 'A success without output has no body, or an empty JSON object.',
  source: guide('PutAlternateContact › Response Elements'),
  expected: 'an empty body',
  applies: (answer, contract) => isSuccess(answer) && operationOf(answer, contract)?.output === null,
  check: (answer) => (answer.bodyBytes === 0 || isEmptyObject(answer) ? null : 'the body is not empty'),
};

export const emptyOutputExact: Invariant = {
  ...emptyOutput,
  id: 'wire/empty-output-exact',
  level: 'should',
  statement: 'A success without output has a body of no bytes at all.',
  applies: (answer, contract) =>
    emptyOutput.applies(answer, contract) && emptyOutput.check(answer, contract) === null,
  check: (answer) => (answer.bodyBytes === 0 ? null : 'the body is an empty JSON object'),
};

export const requestId: Invariant = {
  id: 'wire/request-id',
  level: 'should',
  since: '0.1.0',
  statement: 'Every response carries a request id, different from that of every other response.',
  source: protocol('request ids') + '; live: all responses',
  expected: 'a request id of its own',
  // What never reached the service, since it is not a request of its protocol, has no id of the service's.
  applies: (answer, contract) => answer.status !== null && !formIsOpen(answer, contract),
  check(answer, contract, memory) {
    const response = answer.exchange.response;
    const id = response ? headerValue(response.headers, contract.wire.requestIdHeader) : undefined;
    if (id === undefined || id === '') return `the header ${contract.wire.requestIdHeader} is missing`;
    if (!memory) return null;
    const { size } = memory.requestIds;
    return memory.requestIds.add(id).size === size ? `the request id ${id} was given before` : null;
  },
};

function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text);
}

function isEmptyObject(answer: Answer): boolean {
  const body = asObject(answer.body);
  return body !== null && Object.keys(body).length === 0;
}
