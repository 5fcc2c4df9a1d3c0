import { expect, test } from 'vitest';
import { loneTarget } from '../testing/run-against.ts';
import { craftAnswer } from '../testing/test-session.ts';
import { credentialSighting, denialSighting, isPlain, needsSuccess } from './sighting.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Target } from '../../targets/target.ts';

const { errorHeader } = loadContract().wire;
const near = loneTarget(new URL('http://127.0.0.1:9'));
const far: Target = { ...near, loopback: false };
const [standalone] = near.identities;
const manager = {
  ...(standalone as (typeof near.identities)[number]),
  name: 'o-1/management',
  organization: 'o-1',
};

function refused(error: string, message = '', headers: Record<string, string> = {}, identity = standalone) {
  return craftAnswer({
    status: 403,
    headers: { [errorHeader]: error, ...headers },
    body: { message },
    request: { identity: identity ?? null },
  });
}

const minutes = (count: number) => ({ date: new Date(Date.now() + count * 60_000).toUTCString() });

test.each([
  ['expired', refused('ExpiredToken')],
  ['credentials', refused('UnrecognizedClientException')],
  ['credentials', refused('InvalidSignatureException', '', minutes(-1))],
  ['clock', refused('InvalidSignatureException', '', minutes(-10))],
  ['clock', refused('RequestExpired', '', minutes(10))],
])('%s is seen in a refusal of the credentials', (kind, answer) => {
  expect(credentialSighting(answer)?.kind).toBe(kind);
});

test('an error of an operation is no refusal of the credentials', () => {
  expect(credentialSighting(refused('AccessDeniedException', '', minutes(60)))).toBeNull();
});

const DENIED = 'AccessDeniedException';
test.each([
  [
    'a message that names a policy',
    near,
    'because no session policy allows it',
    { AccountId: '1' },
    'denied',
  ],
  ['a message that names a deny', near, 'with an explicit deny in an identity-based policy', {}, 'denied'],
  ['no message, on loopback', near, 'no', {}, undefined],
  ['no message, off loopback, on the own account', far, 'no', {}, 'denied'],
  ['no message, off loopback, on another account', far, 'no', { AccountId: '1' }, undefined],
])('a denial with %s', (_, target, message, input, kind) => {
  expect(denialSighting(refused(DENIED, message), target, input)?.kind).toBe(kind);
});

test.each([
  [true, 'trusted-access'],
  [false, undefined],
])('a denial for want of trusted access where the configuration says %s', (trustedAccess, kind) => {
  const organization = {
    id: 'o-1',
    management: '1',
    delegatedAdmin: null,
    members: ['2'],
    trustedAccess,
    allFeatures: true,
  };
  const target = { ...near, world: { standalone: [], organizations: [organization] } };
  const answer = refused(DENIED, 'You must first enable trusted access.', {}, manager);
  expect(denialSighting(answer, target, { AccountId: '2' })?.kind).toBe(kind);
});

test('what refuses its signature on purpose is not plain', () => {
  const { request } = refused(DENIED).exchange;
  expect(isPlain(request)).toBe(true);
  expect(isPlain({ ...request, signing: {} })).toBe(false);
  expect(isPlain({ ...request, provokes: ['signature'] })).toBe(false);
  expect(isPlain({ ...request, identity: null })).toBe(false);
});

test('a control is what nothing but a success will do for', () => {
  expect(needsSuccess({ kind: 'success' })).toBe(true);
  expect(needsSuccess({ kind: 'status', statuses: [200, 204] })).toBe(true);
  expect(needsSuccess({ kind: 'status', statuses: [200, 403] })).toBe(false);
  expect(needsSuccess({ kind: 'refused', answers: null })).toBe(false);
  expect(
    needsSuccess({ kind: 'any-of', of: [{ kind: 'success' }, { kind: 'refused', answers: null }] }),
  ).toBe(false);
});
