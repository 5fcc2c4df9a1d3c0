import { isDeepStrictEqual } from 'node:util';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { World } from '../../spec/world.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { answerForm, describeAnswer } from '../../harness/answers/describe.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import { INDISTINGUISHABLE } from '../../harness/source.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { throttleDetector } from '../../targets/pacing/throttling.ts';
import { namedAccount, type FuzzCall } from '../fuzz-call.ts';
import type { Breach } from './breach.ts';
import { administered, NO_ACCOUNT } from '../account-group.ts';

/** A call with its answer, as far as two are compared. */
export interface Compared {
  readonly call: FuzzCall;
  readonly identity: Identity;
  readonly input: JsonObject;
  readonly answer: Answer;
}

const SAME: AnswerExpectation = { kind: 'same-answer', as: 0, whole: true };

/** Whether the answer is a refusal that must not tell whether the account exists that the call names. */
export function hidesAccount({ call, identity, answer }: Compared, { world }: Target): boolean {
  const named = namedAccount(call);
  if (call.wire || call.token || named === undefined) return false;
  return isRefused(answer) && isOutside(named, identity, world);
}

/** The same call for an account that does not exist. */
export function nowhereCall(call: FuzzCall, id: number): FuzzCall {
  return {
    ...call,
    id,
    input: { ...call.input, AccountId: NO_ACCOUNT },
    label: 'no account',
    indistinguishableFrom: call.id,
  };
}

/**
 * What is wrong where such a call is answered in other words than the one before, whose account is hidden. `null`:
 * nothing, or the two are no longer equal, as one of them was changed alone.
 */
export function indistinguishableBreach(
  first: Compared,
  second: Compared,
  contract: Contract,
): Breach | null {
  const { call, answer } = second;
  if (namedAccount(call) !== NO_ACCOUNT || !isRefused(answer)) return null;
  if (isTooFast(first.answer, contract) || isTooFast(answer, contract)) return null;
  const { AccountId: _, ...one } = first.input;
  const { AccountId: __, ...other } = second.input;
  if (!isDeepStrictEqual(one, other)) return null;
  const { operation } = call;
  const judging = { contract, operation, earlier: [first.answer] };
  if (judgeAnswer(SAME, answer, judging) === null) return null;
  return {
    rule: `context/${INDISTINGUISHABLE.what}/${operation}`,
    level: INDISTINGUISHABLE.level,
    statement: INDISTINGUISHABLE.statement(operation),
    source: INDISTINGUISHABLE.source,
    operation,
    expected: `the same as for an account of others: ${describeAnswer(first.answer)}`,
    actual: describeAnswer(answer),
    form: answerForm(answer, SAME),
    expectation: SAME,
  };
}

function isRefused({ status }: Answer): boolean {
  return status !== null && status >= 400 && status < 500;
}

function isTooFast({ exchange }: Answer, contract: Contract): boolean {
  return throttleDetector(contract)(exchange.response);
}

/** Another organization's account, or a standalone one, for who administers its own organization. */
function isOutside(account: string, identity: Identity, world: World): boolean {
  const home = administered(identity, world);
  if (!home) return false;
  const others = world.organizations.filter((one) => one !== home);
  return (
    world.standalone.includes(account) ||
    others.some(({ management, members }) => management === account || members.includes(account))
  );
}
