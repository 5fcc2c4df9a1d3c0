import { defaultParts } from './default-parts.ts';
import { httpStatus, Refusal } from './refusal.ts';
import { fieldRefusal } from './request/field-refusal.ts';
import type { ServiceRequest, ServiceResponse } from './request/http-message.ts';
import type { ServiceOptions, ServiceParts } from './service-parts.ts';

/** The embedded target: answers requests from the state of its store and the time of its clock. Never throws. */
export interface Service {
  readonly options: ServiceOptions;
  handle(request: ServiceRequest): ServiceResponse;
  /** The answer to bytes that no adapter can read as a request. */
  refuseUnreadable(): ServiceResponse;
}

/** Composes a service of its parts; without them, a conforming one. */
export function createService(options: ServiceOptions, parts: ServiceParts = defaultParts(options)): Service {
  const { requestIdHeader } = options.contract.wire;
  const identified = (response: ServiceResponse): ServiceResponse => ({
    ...response,
    headers: [...response.headers, [requestIdHeader, parts.nextRequestId()]],
  });
  return {
    options,
    handle: (request) => identified(answerOrRefuse(request, parts)),
    refuseUnreadable: () =>
      identified(
        parts.writeError(new Refusal(parts.errorNames.malformedBody, 'The request is not HTTP.'), parts),
      ),
  };
}

function answerOrRefuse(request: ServiceRequest, parts: ServiceParts): ServiceResponse {
  try {
    return answer(request, parts);
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal(parts.errorNames.internal, 'The service failed.');
    return parts.writeError(refusal, parts);
  }
}

function answer(request: ServiceRequest, parts: ServiceParts): ServiceResponse {
  const { errorNames, options } = parts;
  if (request.body.byteLength > options.maxBodyBytes)
    throw new Refusal(errorNames.tooLarge, 'The request body is too large.', { status: httpStatus.tooLarge });
  const operation = parts.route(request, parts);
  const caller = parts.authenticate(request, parts);
  parts.checkContentType(request, parts);
  parts.throttle(caller, operation, parts);
  const body = parts.parseBody(request.body, errorNames.malformedBody);
  const given = parts.readInput(operation.input, body, errorNames.malformedBody);
  const faults = parts.validate(operation.input, given, parts);
  if (faults.length > 0) throw fieldRefusal(faults, parts);
  const input = parts.canonicalize(operation.input, given);
  const named = typeof input.AccountId === 'string' ? input.AccountId : null;
  const account = parts.authorizeContext(caller, named, operation, parts);
  const handler = parts.handlers[operation.name];
  if (!handler) throw new Refusal(errorNames.unknownOperation, 'This operation is not implemented.');
  return parts.writeSuccess(operation, handler({ operation, caller, account, input }, parts), parts);
}
