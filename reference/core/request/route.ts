import type { Operation } from '../../../spec/contract.ts';
import { httpStatus } from '../error-names.ts';
import type { ServiceRequest } from './http-message.ts';
import { Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';

/** The operation that a request is for: its path exactly as the contract writes it, and its method. */
export function route(request: ServiceRequest, parts: ServiceParts): Operation {
  const path = pathOf(request.target);
  const { unknownOperation } = parts.errorNames;
  const operation = Object.values(parts.options.contract.operations).find((one) => one.path === path);
  if (!operation)
    throw new Refusal(unknownOperation, 'No operation has this path.', { status: httpStatus.notFound });
  if (operation.method !== request.method)
    throw new Refusal(unknownOperation, `${operation.path} is asked with ${operation.method}.`, {
      status: httpStatus.methodNotAllowed,
    });
  return operation;
}

/** The path of a request target; in its absolute form scheme and authority are left out. */
function pathOf(target: string): string {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return local.split('?', 1)[0] ?? '';
}
