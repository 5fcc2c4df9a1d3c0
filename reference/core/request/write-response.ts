import type { Operation } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { statusOf } from './error-status.ts';
import type { ServiceResponse } from './http-message.ts';
import type { Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';
import { writeValue } from './write-value.ts';

const encoder = new TextEncoder();

/** A success: the output by its shape, or no body. */
export function writeSuccess(
  operation: Operation,
  output: JsonObject | null,
  parts: ServiceParts,
): ServiceResponse {
  const status = operation.successStatus;
  if (!operation.output) return { status, headers: [], body: new Uint8Array() };
  return json(status, [], writeValue(operation.output, output ?? {}), parts);
}

/** A refusal: its name in the header, its message and details in the body. */
export function writeError(refusal: Refusal, parts: ServiceParts): ServiceResponse {
  const { contract } = parts.options;
  const { errorName, detail, message } = refusal;
  const details = writeValue(contract.validationDetail, {
    ...(detail.reason === undefined ? {} : { reason: detail.reason }),
    ...(detail.fieldList === undefined ? {} : { fieldList: detail.fieldList.map((field) => ({ ...field })) }),
  }) as JsonObject;
  const [messageMember = 'message'] = contract.wire.messageMembers;
  return json(
    statusOf(contract, errorName, detail.status),
    [[contract.wire.errorHeader, errorName]],
    { [messageMember]: message, ...details },
    parts,
  );
}

function json(
  status: number,
  headers: [name: string, value: string][],
  body: Json,
  parts: ServiceParts,
): ServiceResponse {
  const type: [string, string] = ['content-type', parts.options.contract.wire.contentType];
  return { status, headers: [type, ...headers], body: encoder.encode(JSON.stringify(body)) };
}
