import type { Contract } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { World } from '../../spec/world.ts';
import type { Answer, Caller, OracleCall } from '../call.ts';
import { createModel, type Model } from '../model.ts';
import type { ModelOptions } from '../setting.ts';
import type { State } from '../state/state.ts';

/** Accounts, callers, calls and answers for the tests of this folder. */

export const STANDALONE = '111111111111';
export const MANAGEMENT = '222222222222';
export const DELEGATE = '333333333333';
export const MEMBER = '444444444444';
export const OTHER_MEMBER = '555555555555';
export const NOBODY = '999999999999';

export const WORLD: World = {
  standalone: [STANDALONE],
  organizations: [
    {
      id: 'o-one',
      trustedAccess: true,
      allFeatures: true,
      management: MANAGEMENT,
      delegatedAdmin: DELEGATE,
      members: [DELEGATE, MEMBER, OTHER_MEMBER],
    },
    organization('o-untrusted', '6', { trustedAccess: false }),
    organization('o-featureless', '7', { allFeatures: false }),
  ],
};

function organization(id: string, digit: string, off: { trustedAccess?: boolean; allFeatures?: boolean }) {
  const account = (last: string) => `${digit.repeat(11)}${last}`;
  const members = [account('2'), account('3')];
  return {
    id,
    trustedAccess: true,
    allFeatures: true,
    ...off,
    management: account('1'),
    delegatedAdmin: account('2'),
    members,
  };
}

export const standalone: Caller = { role: 'standalone', accountId: STANDALONE, organization: null };
export const management: Caller = { role: 'management', accountId: MANAGEMENT, organization: 'o-one' };
export const delegate: Caller = { role: 'delegatedAdmin', accountId: DELEGATE, organization: 'o-one' };
export const member: Caller = { role: 'member', accountId: MEMBER, organization: 'o-one' };

export const CONTRACT = loadContract();
/** With the later operations. */
export const CURRENT = loadContract('current');

export function modelAt(
  level: 'must' | 'should',
  more: Partial<ModelOptions> = {},
  contract: Contract = CONTRACT,
): Model {
  const options = { world: WORLD, regions: loadRegions(), lifecycle: loadLifecycle(), level };
  return createModel(contract, { ...options, ...more });
}

export function call(operation: string, input: Json = {}, caller: Caller = standalone): OracleCall {
  return { caller, operation, input };
}

export function success(output: JsonObject | null = null): Answer {
  return { status: 200, error: null, reason: null, output };
}

export function refusal(status: number, error: string | null, reason: string | null = null): Answer {
  return { status, error, reason, output: null };
}

export const NO_ANSWER: Answer = { status: null, error: null, reason: null, output: null };
export const NOT_FOUND = refusal(404, 'ResourceNotFoundException');
export const INVALID = refusal(400, 'ValidationException');
export const REDUNDANT = refusal(400, 'ValidationException', 'invalidRegionOptTarget');
export const DENIED = refusal(403, 'AccessDeniedException');
export const CONFLICT = refusal(409, 'ConflictException');
export const THROTTLED = refusal(429, 'TooManyRequestsException');
export const FAILED = refusal(500, 'InternalServerException');

export const BILLING: JsonObject = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'billing@example.com',
  Name: 'Anna Example',
  PhoneNumber: '555-0100',
  Title: 'Accountant',
};

export const PRIMARY: JsonObject = {
  FullName: 'Anna Example',
  AddressLine1: '1 Example Street',
  City: 'Springfield',
  PostalCode: '12345',
  CountryCode: 'AT',
  PhoneNumber: '+43 1 234567',
};

/** The state after these calls were answered so; fails where one of the answers is not allowed. */
export function after(
  model: Model,
  state: State,
  ...steps: readonly (readonly [OracleCall, Answer])[]
): State {
  return steps.reduce((known, [sent, answer], index) => {
    const judgement = model.judge(known, sent, answer);
    if (!judgement.allowed) {
      throw new Error(`step ${index}: expected ${judgement.expected}; got ${judgement.actual}`);
    }
    return judgement.state;
  }, state);
}

/** What the model says of an answer, in short: `ok`, or the level of what it breaks. */
export function verdictOn(
  model: Model,
  state: State,
  sent: OracleCall,
  answer: Answer,
): 'ok' | 'must' | 'should' {
  const judgement = model.judge(state, sent, answer);
  return judgement.allowed ? 'ok' : judgement.level;
}
