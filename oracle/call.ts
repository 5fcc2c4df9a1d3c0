import type { Json, JsonObject } from '../spec/json.ts';
import type { Role } from '../spec/world.ts';

/** Who signs a call. */
export interface Caller {
  readonly role: Role;
  /** 12 digits. */
  readonly accountId: string;
  /** Id of the organization; `null` for a standalone account. */
  readonly organization: string | null;
}

/** One call as it is sent, by operation and input. */
export interface OracleCall {
  readonly caller: Caller;
  readonly operation: string;
  readonly input: Json;
}

/** An answer as a client sees it. The error's name is the bare one. */
export interface Answer {
  /** `null`: no whole answer came, so that what the call did is not known. */
  readonly status: number | null;
  readonly error: string | null;
  /** The `reason` of a validation error. */
  readonly reason: string | null;
  /** The body of a success, where it is a JSON object. */
  readonly output: JsonObject | null;
}

/** An answer in one line; texts of contacts are not shown. */
export function describeAnswer(answer: Answer): string {
  if (answer.status === null) return 'no answer';
  if (answer.error === null && answer.status < 300) return `success (${answer.status})`;
  const reason = answer.reason === null ? '' : ` (${answer.reason})`;
  return `${answer.status} ${answer.error ?? 'without an error name'}${reason}`;
}
