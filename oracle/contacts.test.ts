import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../spec/json.ts';
import type { Answer } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { UNKNOWN_STATE, knownState, type State } from './state/state.ts';
import {
  BILLING,
  CONFLICT,
  CONTRACT,
  DENIED,
  FAILED,
  INVALID,
  NOT_FOUND,
  NO_ANSWER,
  PRIMARY,
  STANDALONE,
  THROTTLED,
  after,
  call,
  modelAt,
  refusal,
  success,
  verdictOn,
} from './testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');

const TYPE = { AlternateContactType: 'BILLING' };
const get = call('GetAlternateContact', TYPE);
const put = call('PutAlternateContact', BILLING);
const remove = call('DeleteAlternateContact', TYPE);
const getPrimary = call('GetContactInformation');
const putPrimary = call('PutContactInformation', { ContactInformation: PRIMARY });
const OTHER = { ...BILLING, Name: 'Bert Example' };
const shown = (contact: Json): Answer => success({ AlternateContact: contact });
const primary = (contact: Json): Answer => success({ ContactInformation: contact });
const known = (account: { primary?: JsonObject; alternates?: Record<string, JsonObject | null> }): State =>
  knownState(contactShapes(CONTRACT), { [STANDALONE]: account });

const absent = known({ alternates: { BILLING: null } });
const present = known({ alternates: { BILLING } });
const withPrimary = known({ primary: PRIMARY });

const sameForAll: Answer[] = [
  refusal(500, 'SomethingElse'),
  refusal(502, null),
  refusal(404, 'ValidationException'),
  refusal(400, 'AccessDeniedException'),
  refusal(400, 'InvalidAction'),
  refusal(302, null),
  { ...success(), status: 201 },
  { ...success(), status: 204 },
  DENIED,
  INVALID,
  CONFLICT,
];
const { Title: _, ...withoutTitle } = BILLING;

/** For each operation and state: the answers that are right, and wrong ones beside those that always are. */
const cases: [name: string, state: State, sent: typeof get, right: Answer[], wrong: Answer[]][] = [
  [
    'get, present',
    present,
    get,
    [shown(BILLING), shown({ ...BILLING, Later: 'x' })],
    [
      NOT_FOUND,
      success(),
      success({}),
      success({ AlternateContact: {} }),
      success({ AlternateContact: null }),
      success(BILLING),
      shown(OTHER),
      shown(withoutTitle),
      shown({ ...BILLING, Title: null }),
      shown({ ...BILLING, Title: 'accountant' }),
      shown({ ...BILLING, Title: ' Accountant' }),
      shown({ ...BILLING, PhoneNumber: 5550100 }),
      shown({ ...BILLING, AlternateContactType: 'SECURITY' }),
    ],
  ],
  ['get, absent', absent, get, [NOT_FOUND], [shown(BILLING), success(), success({})]],
  [
    'get, unknown',
    UNKNOWN_STATE,
    get,
    [NOT_FOUND, shown(BILLING), shown(OTHER)],
    [
      success(),
      success({}),
      shown({}),
      shown(withoutTitle),
      shown({ ...BILLING, AlternateContactType: 'OPERATIONS' }),
    ],
  ],
  ['put, present', present, put, [success()], [NOT_FOUND, success({ AlternateContact: BILLING })]],
  ['put, absent', absent, put, [success()], [NOT_FOUND, success({ AlternateContact: BILLING })]],
  ['put, unknown', UNKNOWN_STATE, put, [success()], [NOT_FOUND]],
  ['delete, present', present, remove, [success()], [NOT_FOUND, success({ AlternateContact: BILLING })]],
  ['delete, absent', absent, remove, [NOT_FOUND], [success(), success({})]],
  ['delete, unknown', UNKNOWN_STATE, remove, [success(), NOT_FOUND], [shown(BILLING)]],
  [
    'get primary, present',
    withPrimary,
    getPrimary,
    [primary(PRIMARY)],
    [
      NOT_FOUND,
      success({}),
      primary({}),
      primary({ ...PRIMARY, City: 'SPRINGFIELD' }),
      primary({ ...PRIMARY, AddressLine2: 'from before' }),
      primary({ ...PRIMARY, CountryCode: 'at' }),
      success(PRIMARY),
    ],
  ],
  [
    'get primary, unknown',
    UNKNOWN_STATE,
    getPrimary,
    [NOT_FOUND, primary(PRIMARY)],
    [success({}), primary({})],
  ],
  ['put primary, present', withPrimary, putPrimary, [success()], [NOT_FOUND, primary(PRIMARY)]],
];

test.each(cases)('%s: right answers are allowed, wrong ones are not', (_name, state, sent, right, wrong) => {
  for (const answer of right)
    expect(verdictOn(should, state, sent, answer), JSON.stringify(answer)).toBe('ok');
  for (const answer of [...wrong, ...sameForAll]) {
    expect(verdictOn(must, state, sent, answer), JSON.stringify(answer)).toBe('must');
  }
});

test('An empty object after a write breaks a should', () => {
  expect(verdictOn(must, present, put, success({}))).toBe('ok');
  expect(verdictOn(should, present, put, success({}))).toBe('should');
});

test('A put replaces wholly: what an earlier put held is gone', () => {
  const whole = { ...PRIMARY, AddressLine2: 'Door 7', WebsiteUrl: 'https://example.com' };
  const state = after(must, withPrimary, [
    call('PutContactInformation', { ContactInformation: whole }),
    success(),
  ]);
  expect(verdictOn(must, state, getPrimary, primary(whole))).toBe('ok');
  expect(verdictOn(must, state, getPrimary, primary(PRIMARY))).toBe('must');
  const replaced = after(must, state, [putPrimary, success()]);
  expect(verdictOn(must, replaced, getPrimary, primary(PRIMARY))).toBe('ok');
  expect(verdictOn(must, replaced, getPrimary, primary(whole))).toBe('must');
});

test('Types are independent of one another and of the primary contact', () => {
  const state = after(must, known({ alternates: { BILLING, SECURITY: null }, primary: PRIMARY }), [
    remove,
    success(),
  ]);
  const security = call('GetAlternateContact', { AlternateContactType: 'SECURITY' });
  expect(verdictOn(must, state, security, NOT_FOUND)).toBe('ok');
  expect(verdictOn(must, state, security, shown({ ...BILLING, AlternateContactType: 'SECURITY' }))).toBe(
    'must',
  );
  expect(verdictOn(must, state, getPrimary, primary(PRIMARY))).toBe('ok');
  expect(verdictOn(must, state, getPrimary, NOT_FOUND)).toBe('must');
});

test('An unknown contact is learned from the first read', () => {
  const state = after(must, UNKNOWN_STATE, [get, shown(BILLING)]);
  expect(verdictOn(must, state, get, shown(OTHER))).toBe('must');
  expect(verdictOn(must, state, get, NOT_FOUND)).toBe('must');
  const gone = after(must, UNKNOWN_STATE, [get, NOT_FOUND]);
  expect(verdictOn(must, gone, remove, success())).toBe('must');
});

test('A primary contact is learned from the first read, with the members that it lacks', () => {
  expect(verdictOn(must, UNKNOWN_STATE, getPrimary, primary({ ...PRIMARY, AddressLine2: 7 }))).toBe('must');
  const state = after(must, UNKNOWN_STATE, [getPrimary, primary(PRIMARY)]);
  expect(verdictOn(must, state, getPrimary, primary(PRIMARY))).toBe('ok');
  expect(verdictOn(must, state, getPrimary, primary({ ...PRIMARY, AddressLine2: 'new' }))).toBe('must');
});

test('What was only read is not shown in a judgement', () => {
  const state = after(must, UNKNOWN_STATE, [get, shown(BILLING)]);
  const text = JSON.stringify(must.judge(state, get, shown(OTHER)));
  expect(text).toContain('Name');
  expect(text).not.toMatch(/Anna|Bert/);
});

test('A refused write changes nothing', () => {
  const wrong = call('PutAlternateContact', { ...OTHER, EmailAddress: 'none' });
  const state = after(must, present, [wrong, INVALID]);
  expect(verdictOn(must, state, get, shown(OTHER))).toBe('must');
  expect(verdictOn(must, state, get, shown(BILLING))).toBe('ok');
});

test.each([
  ['a failure of the service', FAILED],
  ['no answer', NO_ANSWER],
])('After %s a write may have happened or not', (_name, answer) => {
  const state = after(must, present, [call('PutAlternateContact', OTHER), answer]);
  expect(verdictOn(must, state, get, shown(OTHER))).toBe('ok');
  expect(verdictOn(must, state, get, shown(BILLING))).toBe('ok');
  expect(verdictOn(must, state, get, NOT_FOUND)).toBe('must');
  const seen = after(must, state, [get, shown(OTHER)]);
  expect(verdictOn(must, seen, get, shown(BILLING))).toBe('must');
});

test('A throttled write did not happen', () => {
  const state = after(must, present, [remove, THROTTLED]);
  expect(verdictOn(must, state, get, NOT_FOUND)).toBe('must');
  const common = refusal(400, 'ThrottlingException');
  expect(verdictOn(must, present, remove, common)).toBe('ok');
  expect(verdictOn(should, present, remove, common)).toBe('should');
});

test('After a wrong answer nothing is known of the contact that the call touched, and all of the others', () => {
  const state = known({ alternates: { BILLING, SECURITY: null } });
  const judgement = must.judge(state, get, NOT_FOUND);
  expect(judgement).toMatchObject({ allowed: false, level: 'must', clause: expect.stringContaining('read') });
  expect(verdictOn(must, judgement.state, get, shown(OTHER))).toBe('ok');
  const security = call('GetAlternateContact', { AlternateContactType: 'SECURITY' });
  expect(verdictOn(must, judgement.state, security, shown(BILLING))).toBe('must');
});

test('A type in another case is contested; the type is returned in upper case', () => {
  const odd = { ...BILLING, AlternateContactType: 'Billing' };
  const oddPut = call('PutAlternateContact', odd);
  for (const answer of [success(), INVALID, DENIED])
    expect(verdictOn(should, absent, oddPut, answer)).toBe('ok');
  expect(verdictOn(must, absent, oddPut, NOT_FOUND)).toBe('must');
  const state = after(must, absent, [oddPut, success()]);
  expect(verdictOn(should, state, get, shown(BILLING))).toBe('ok');
  expect(verdictOn(must, state, get, shown(odd))).toBe('ok');
  expect(verdictOn(should, state, get, shown(odd))).toBe('should');
  expect(verdictOn(must, state, get, shown(OTHER))).toBe('must');
  const oddGet = call('GetAlternateContact', { AlternateContactType: 'Billing' });
  for (const answer of [shown(BILLING), shown(odd), NOT_FOUND, INVALID]) {
    expect(verdictOn(must, present, oddGet, answer)).toBe('ok');
    expect(verdictOn(should, present, oddGet, answer)).toBe('ok');
  }
  expect(verdictOn(must, present, oddGet, success({}))).toBe('must');
  const oddDelete = call('DeleteAlternateContact', { AlternateContactType: 'Billing' });
  for (const answer of [success(), NOT_FOUND, INVALID])
    expect(verdictOn(should, absent, oddDelete, answer)).toBe('ok');
  const perhapsGone = after(must, present, [oddDelete, success()]);
  for (const answer of [shown(BILLING), NOT_FOUND])
    expect(verdictOn(must, perhapsGone, get, answer)).toBe('ok');
  const other = after(must, present, [oddDelete, NOT_FOUND]);
  expect(verdictOn(must, other, get, NOT_FOUND)).toBe('must');
  // Whatever it was put as.
  expect(verdictOn(must, present, get, shown(odd))).toBe('ok');
  expect(verdictOn(should, present, get, shown(odd))).toBe('should');
});

test('An operation that the contract does not have is an error of the caller', () => {
  expect(() => must.judge(UNKNOWN_STATE, call('CloseAccount'), INVALID)).toThrow(RangeError);
});
