import type { Json } from '../spec/json.ts';
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
