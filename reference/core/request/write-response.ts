import type { Operation, Shape, Contract, ErrorDefinition } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { ServiceResponse } from './http-message.ts';
import type { ServiceParts } from '../service-parts.ts';
import { isJsonObject } from './read-input.ts';
import { httpStatus, type Refusal } from '../refusal.ts';

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

/** A value as its output shape says: the declared members in their order, absent ones left out, the declared JSON types. */
function writeValue(shape: Shape, value: Json): Json {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'integer':
      return Math.trunc(Number(value)) || 0;
    case 'list':
      return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((element) =>
        writeValue(shape.member, element),
      );
    case 'structure':
      return isJsonObject(value) ? writeMembers(shape.members, value) : {};
  }
}

function writeMembers(members: Readonly<Record<string, { shape: Shape }>>, value: JsonObject): JsonObject {
  const written: Record<string, Json> = {};
  for (const [name, { shape }] of Object.entries(members)) {
    const given = value[name];
    if (given !== undefined && given !== null) written[name] = writeValue(shape, given);
  }
  return written;
}

const BY_WEIGHT: readonly ErrorDefinition['scope'][] = ['operation', 'protocol', 'signing', 'common'];

/**
 * The HTTP status of an error: the wished one where the contract allows it for the name or under any name,
 * otherwise the first one of the name's weightiest definition.
 */
function statusOf(contract: Contract, name: string, wished: number | undefined): number {
  const named = BY_WEIGHT.flatMap((scope) =>
    contract.errors.filter((error) => error.scope === scope && error.name === name),
  );
  const allowed = contract.errors.filter((error) => error.name === null || error.name === name);
  if (
    wished !== undefined &&
    (named.length === 0 || allowed.some(({ statuses }) => statuses.includes(wished)))
  )
    return wished;
  return named[0]?.statuses[0] ?? httpStatus.badRequest;
}

/** Request ids in the form of a UUID: counted, so that a service gives the same ones each time. */
export function requestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
