import type { JsonObject } from '../spec/json.ts';

/** An error answer on its way out. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorName: string | null;
  readonly detail: JsonObject;

  constructor(status: number, errorName: string | null, message: string, detail: JsonObject = {}) {
    super(message);
    this.status = status;
    this.errorName = errorName;
    this.detail = detail;
  }
}

export function denied(message = 'You may not do this.'): Refusal {
  return new Refusal(403, 'AccessDeniedException', message);
}

export function conflict(message: string): Refusal {
  return new Refusal(409, 'ConflictException', message);
}

export function notFound(): Refusal {
  return new Refusal(404, 'ResourceNotFoundException', 'Nothing is stored there.');
}

/** `detail` says how much the service tells about the member. */
export function invalid(
  member: string,
  detail: 'none' | 'reason' | 'full' = 'none',
  reason = 'fieldValidationFailed',
): Refusal {
  const message = `${member} is not valid.`;
  const told =
    detail === 'none'
      ? {}
      : { reason, ...(detail === 'full' ? { fieldList: [{ name: member, message }] } : {}) };
  return new Refusal(400, 'ValidationException', message, told);
}

/** A body that cannot be read, or a member of another JSON type. */
export function unreadable(
  how: 'SerializationException' | 'ValidationException' | 'denied',
  message: string,
): Refusal {
  return how === 'denied' ? denied(message) : new Refusal(400, how, message);
}
