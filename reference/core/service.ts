import { loadContract } from '../../spec/load-contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { accountSeed } from './state/store.ts';
import { systemClock } from './state/clock.ts';
import { defaultParts } from './default-parts.ts';
import type { ServiceOptions, ServiceParts } from './service-parts.ts';
import { httpStatus, Refusal } from './refusal.ts';
import { fieldRefusal } from './request/field-refusal.ts';
import type { ServiceRequest, ServiceResponse } from './request/http-message.ts';

/** Accounts and their credentials; everything else has a default. */
export type ReferenceOptions = Partial<ServiceOptions> & Pick<ServiceOptions, 'world' | 'credentials'>;

const DEFAULT_REGION_DELAY_MS = 20;
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/** A service with the spec of this package; `compose` may replace parts of it. */
export function createReference(
  options: ReferenceOptions,
  compose: (parts: ServiceParts) => ServiceParts = (parts) => parts,
): Service {
  const complete: ServiceOptions = {
    contract: options.contract ?? loadContract(),
    regions: options.regions ?? loadRegions(),
    lifecycle: options.lifecycle ?? loadLifecycle(),
    quotas: options.quotas ?? loadQuotas(),
    signing: options.signing ?? loadSigning(),
    clock: systemClock,
    regionDelayMs: DEFAULT_REGION_DELAY_MS,
    verifySignatures: false,
    enforceQuotas: false,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
    seed: accountSeed,
    ...options,
  };
  return createService(complete, compose(defaultParts(complete)));
}

/** The embedded target: answers requests from the state of its store and the time of its clock. Never throws. */
export interface Service {
  readonly options: ServiceOptions;
  handle(request: ServiceRequest): ServiceResponse;
  /** The answer to bytes that no adapter can read as a request. */
  refuseUnreadable(): ServiceResponse;
}

/** Composes a service of its parts. */
function createService(options: ServiceOptions, parts: ServiceParts): Service {
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
