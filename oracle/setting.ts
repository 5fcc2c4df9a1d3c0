import type { Contract, Operation } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Lifecycle } from '../spec/load-lifecycle.ts';
import type { Regions } from '../spec/load-regions.ts';
import type { World } from '../spec/world.ts';
import type { Caller } from './call.ts';
import type { AllowedAnswer } from './clauses/form.ts';
import type { State } from './state/state.ts';
import type { ToleratedForm } from './state/stored.ts';
import type { Verdict } from './clauses/clause.ts';

/** What the model is made for. */
export interface ModelOptions {
  readonly world: World;
  readonly regions: Regions;
  readonly lifecycle: Lifecycle;
  /** At `must` an answer that breaks a should is allowed, with a note. */
  readonly level: 'must' | 'should';
  /**
   * Whether a pending region change may complete at any time (the default), or only when `settlePending` says so,
   * as on a target whose clock the caller holds.
   */
  readonly pending?: 'may-settle' | 'holds';
  /** The password that is right for every update of a primary e-mail address; without it, any may be. */
  readonly oneTimePassword?: string | undefined;
  /** Of a target that checks more than form: whether a valid input is one that it has to accept all the same. */
  readonly isPlausible?: ((operation: Operation, input: JsonObject) => boolean) | undefined;
  /** Further forms that are let pass, by the operation that reads. */
  readonly tolerated?: readonly (ToleratedForm & { readonly operation: string })[];
}

/** A request that has passed context and values, as the operations see it. */
export interface Request {
  readonly contract: Contract;
  readonly options: ModelOptions;
  readonly operation: Operation;
  readonly state: State;
  readonly caller: Caller;
  /** The account that it acts on. */
  readonly accountId: string;
  readonly input: JsonObject;
}

/** What an operation may answer in a state: further verdicts on the request, and the answers if it is accepted. */
export interface Possible {
  readonly verdicts: readonly Verdict[];
  readonly forms: readonly AllowedAnswer[];
  /** The state after an accepted request whose answer is not known. */
  readonly effect: () => State;
  /** The state after a refusal; as before, where it is not given. */
  readonly refused?: State;
  /** The state in which nothing is known of what the request touches in an account. */
  readonly forget: (state: State, accountId: string) => State;
}
