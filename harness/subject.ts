import fc from 'fast-check';
import type { AnswerExpectation, JsonValue } from '../results/record.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Caller } from './caller.ts';
import type { RuleContext } from './context.ts';
import { Blocked, Refutation } from './errors.ts';
import { Counterexample } from './properties.ts';
import { accountOf } from './restore/who-reaches.ts';
import { deriveSeed } from './seed.ts';

/** A caller with an account: who calls, and on whose account the effect is looked for. */
export interface Subject {
  readonly caller: Caller;
  /** `{}` for the caller's own account, else `{ AccountId }`. */
  readonly account: JsonObject;
}

/** The same within a rule that judges it. */
export interface RuleSubject extends Subject {
  readonly context: RuleContext;
}

/** A near miss beside its control. */
interface NearMissAttempt {
  /** The input that is accepted. */
  readonly control: JsonObject;
  /** Sends the near miss and sees it refused. */
  attempt(): Promise<unknown>;
}

/** Sends a request that has to be accepted, in whatever form, and judges its answer. */
export type Send = (expected: AnswerExpectation) => Promise<unknown>;

/** How an input is sent that has to be accepted, and the member that is in question: of a put it alone is read back. */
interface Acceptance {
  readonly send?: Send;
  /** A path; not given: all that is put. */
  readonly member?: readonly string[];
}

/** How the accepted and the refused calls of an operation show in the target's state. */
export interface EffectCheck {
  /** Sends an input that has to be accepted, and proves its effect. */
  accept(subject: RuleSubject, operation: string, input: JsonObject, how?: Acceptance): Promise<void>;
  /** Sees the control accepted, then the near miss refused and without effect. */
  refuse(subject: RuleSubject, operation: string, nearMiss: NearMissAttempt): Promise<void>;
}

/** Sends the input as the operation's ordinary request. */
export function ordinarily({ caller }: RuleSubject, operation: string, input: JsonObject): Send {
  return (expected) => caller.expect(operation, input).toAnswer(expected);
}

/** The expectation of a success, whatever its output holds: that is for the rules about outputs to judge. */
export const ANY_SUCCESS: AnswerExpectation = { kind: 'success', output: {}, outputMatch: 'contains' };

/** The expectation of a success with exactly this output. */
export function returning(output: JsonObject): Extract<AnswerExpectation, { kind: 'success' }> {
  return { kind: 'success', output: output as JsonValue, outputMatch: 'equal' };
}

/** Runs what a judgement rests on: when it does not hold, the rule is blocked and not failed. */
export async function precondition<T>(steps: () => Promise<T>): Promise<T> {
  try {
    return await steps();
  } catch (error) {
    if (!(error instanceof Refutation) && !(error instanceof Counterexample)) throw error;
    const cause = error instanceof Counterexample ? error.refutation : error;
    throw new Blocked(`the control was not answered as the contract says: ${error.message}`, { cause });
  }
}

/**
 * Runs the steps of a rule that says that requests of this operation, by this caller and on this account, are accepted.
 * Where one that only prepares the effect check is refused, the rule does not hold either, and is not merely blocked.
 */
export async function requireAccepted(
  operation: string,
  { caller, account }: Pick<RuleSubject, 'caller' | 'account'>,
  steps: () => Promise<void>,
): Promise<void> {
  try {
    await steps();
  } catch (error) {
    const cause = error instanceof Blocked ? error.cause : null;
    if (!(cause instanceof Refutation) || !cause.asked) throw error;
    const { identity, accountId } = cause.asked;
    const same = identity === caller.identity && accountId === account['AccountId'];
    throw same && cause.asked.operation === operation ? cause : error;
  }
}

/** The account whose state the subject's calls concern. */
export function accountConcerned({ caller, account }: Pick<RuleSubject, 'caller' | 'account'>): string {
  const named = account['AccountId'];
  return typeof named === 'string' ? named : accountOf(caller.identity);
}

/** One value of an arbitrary, by the rule's seed and a name. */
export function draw<T>(subject: RuleSubject, name: string, arbitrary: fc.Arbitrary<T>): T {
  const [value] = fc.sample(arbitrary, { seed: deriveSeed(subject.context.seed, name), numRuns: 1 });
  return value as T;
}

/** The account that the call names, and the caller's own, which must not be touched in its stead. */
export function accountsOf(subject: RuleSubject): JsonObject[] {
  return subject.account['AccountId'] === undefined ? [{}] : [subject.account, {}];
}

/** What a call stores: its input without the account and without members that are null. */
export function stored(input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => name !== 'AccountId' && value !== null),
  );
}
