import { expect, test } from 'vitest';
import type { Answer, Caller } from '../call.ts';
import { whoseAccount } from './context.ts';
import { UNKNOWN_STATE, knownState } from '../state/state.ts';
import { contactShapes } from './contact-forms.ts';
import {
  BILLING,
  CONTRACT,
  DELEGATE,
  DENIED,
  INVALID,
  MANAGEMENT,
  MEMBER,
  NOBODY,
  NOT_FOUND,
  OTHER_MEMBER,
  STANDALONE,
  WORLD,
  after,
  call,
  delegate,
  management,
  member,
  modelAt,
  refusal,
  standalone,
  success,
  verdictOn,
} from '../testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');
const untrustedManagement: Caller = {
  role: 'management',
  accountId: '666666666661',
  organization: 'o-untrusted',
};
const untrustedDelegate: Caller = {
  role: 'delegatedAdmin',
  accountId: '666666666662',
  organization: 'o-untrusted',
};
const untrustedMember: Caller = { role: 'member', accountId: '666666666663', organization: 'o-untrusted' };
const featureless: Caller = { role: 'management', accountId: '777777777771', organization: 'o-featureless' };

const get = call('GetAlternateContact', { AlternateContactType: 'BILLING' }).input as object;
const named = (AccountId: string | undefined) =>
  AccountId === undefined ? { ...get } : { ...get, AccountId };
const OTHER_REFUSAL: Answer = refusal(400, 'NotAuthorized');

/** Answers to a read of an absent contact: acts = 404 must; denied = exactly 403; refused = any documented 4xx. */
const table: [name: string, caller: Caller, accountId: string | undefined, row: Row][] = [
  ['standalone, none', standalone, undefined, 'acts'],
  ['member, none', member, undefined, 'acts'],
  ['management, none', management, undefined, 'acts'],
  ['delegate, none', delegate, undefined, 'acts'],
  ['untrusted member, none', untrustedMember, undefined, 'acts'],
  ['management, a member', management, MEMBER, 'acts'],
  ['management, the delegate', management, DELEGATE, 'acts'],
  ['delegate, a member', delegate, MEMBER, 'acts'],
  ['delegate, its own', delegate, DELEGATE, 'acts'],
  ['management, its own', management, MANAGEMENT, 'denied'],
  ['member, its own', member, MEMBER, 'denied'],
  ['member, another member', member, OTHER_MEMBER, 'denied'],
  ['member, outside', member, STANDALONE, 'denied'],
  ['management without trusted access, a member', untrustedManagement, '666666666663', 'denied'],
  ['delegate without trusted access, a member', untrustedDelegate, '666666666663', 'denied'],
  ['management without all features, a member', featureless, '777777777773', 'denied'],
  ['delegate, the management account', delegate, MANAGEMENT, 'refused'],
  ['management, a standalone account', management, STANDALONE, 'refused'],
  ['management, a member of another organization', management, '666666666663', 'refused'],
  ['management, no account', management, NOBODY, 'refused'],
  ['delegate, no account', delegate, NOBODY, 'refused'],
  ['standalone, its own', standalone, STANDALONE, 'refused-should-deny'],
  ['standalone, another', standalone, MEMBER, 'refused-should-deny'],
];

type Row = 'acts' | 'denied' | 'refused' | 'refused-should-deny';
const CONTACT = success({ AlternateContact: BILLING });
/** By row: what is said of success, 403, another refusal, 404 and an undocumented status, at level should. */
const verdicts: Record<Row, [found: string, denied: string, other: string, notFound: string, odd: string]> = {
  acts: ['ok', 'must', 'must', 'ok', 'must'],
  denied: ['must', 'ok', 'must', 'must', 'must'],
  refused: ['must', 'ok', 'ok', 'ok', 'must'],
  'refused-should-deny': ['must', 'ok', 'should', 'should', 'must'],
};

test.each(table)('whose account: %s', (_, caller, accountId, row) => {
  const sent = call('GetAlternateContact', named(accountId), caller);
  const answers = [CONTACT, DENIED, OTHER_REFUSAL, NOT_FOUND, refusal(403, 'ValidationException')];
  expect(answers.map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer))).toEqual(verdicts[row]);
});

const acceptances: Record<Row, string> = {
  acts: 'must',
  denied: 'must-refuse',
  refused: 'must-refuse',
  'refused-should-deny': 'must-refuse',
};

test.each(table)('on which account: %s', (_, caller, accountId, row) => {
  const operation = CONTRACT.operations['GetAlternateContact'];
  const verdict = operation && whoseAccount(WORLD, caller, operation, accountId);
  expect(verdict).toMatchObject({ accountId: accountId ?? caller.accountId, acceptance: acceptances[row] });
});

const operations = Object.keys(CONTRACT.operations);
const inputs: Record<string, object> = {
  GetAlternateContact: get,
  DeleteAlternateContact: get,
  PutAlternateContact: BILLING,
  PutContactInformation: { ContactInformation: { FullName: 'A' } },
  GetRegionOptStatus: { RegionName: 'us-east-1' },
  EnableRegion: { RegionName: 'af-south-1' },
  DisableRegion: { RegionName: 'af-south-1' },
};

test.each(operations)('%s is denied to management for its own account and to plain members', (operation) => {
  for (const caller of [management, member]) {
    const input = { ...inputs[operation], AccountId: caller.accountId } as { [name: string]: string };
    expect(verdictOn(must, UNKNOWN_STATE, call(operation, input, caller), DENIED)).toBe('ok');
    expect(verdictOn(must, UNKNOWN_STATE, call(operation, input, caller), success())).toBe('must');
  }
});

test('The delegate on its own account must succeed for alternate contacts and should for the others', () => {
  const alternate = call('GetAlternateContact', named(DELEGATE), delegate);
  expect(verdictOn(must, UNKNOWN_STATE, alternate, DENIED)).toBe('must');
  const primary = call('GetContactInformation', { AccountId: DELEGATE }, delegate);
  expect(verdictOn(must, UNKNOWN_STATE, primary, DENIED)).toBe('ok');
  expect(verdictOn(should, UNKNOWN_STATE, primary, DENIED)).toBe('should');
});

test('A member without trusted access writes its alternate contacts: should; anything else: must', () => {
  const put = call('PutAlternateContact', BILLING, untrustedMember);
  expect(verdictOn(must, UNKNOWN_STATE, put, DENIED)).toBe('ok');
  expect(verdictOn(should, UNKNOWN_STATE, put, DENIED)).toBe('should');
  expect(verdictOn(must, UNKNOWN_STATE, put, NOT_FOUND)).toBe('must');
  const trusted = call('PutAlternateContact', BILLING, member);
  expect(verdictOn(must, UNKNOWN_STATE, trusted, DENIED)).toBe('must');
  const read = call('GetContactInformation', {}, untrustedMember);
  expect(verdictOn(must, UNKNOWN_STATE, read, DENIED)).toBe('must');
});

test('A malformed AccountId is invalid; callers who may name none may also be denied', () => {
  const sent = (caller: Caller) => call('GetAlternateContact', named('12345'), caller);
  expect(verdictOn(must, UNKNOWN_STATE, sent(management), INVALID)).toBe('ok');
  expect(verdictOn(must, UNKNOWN_STATE, sent(management), DENIED)).toBe('must');
  expect(verdictOn(must, UNKNOWN_STATE, sent(management), CONTACT)).toBe('must');
  expect(verdictOn(must, UNKNOWN_STATE, sent(member), INVALID)).toBe('ok');
  expect(verdictOn(must, UNKNOWN_STATE, sent(member), DENIED)).toBe('ok');
});

test('A write in one account is not visible in another, and a refused one changes neither', () => {
  const absent = { alternates: { BILLING: null } };
  const known = knownState(contactShapes(CONTRACT), { [MEMBER]: absent, [MANAGEMENT]: absent });
  const put = call('PutAlternateContact', { ...BILLING, AccountId: MEMBER }, management);
  const own = call('GetAlternateContact', named(undefined), management);
  const seen = call('GetAlternateContact', named(undefined), member);
  const written = after(must, known, [put, success()]);
  expect(verdictOn(must, written, own, CONTACT)).toBe('must');
  expect(verdictOn(must, written, own, NOT_FOUND)).toBe('ok');
  expect(verdictOn(must, written, seen, CONTACT)).toBe('ok');
  expect(verdictOn(must, written, seen, NOT_FOUND)).toBe('must');
  const denied = after(must, known, [
    call('PutAlternateContact', { ...BILLING, AccountId: MEMBER }, member),
    DENIED,
  ]);
  expect(verdictOn(must, denied, seen, CONTACT)).toBe('must');
});

test('An organization that is not described leaves every answer open', () => {
  const stranger: Caller = { ...management, organization: 'o-nowhere' };
  const sent = call('GetAlternateContact', named(MEMBER), stranger);
  expect([CONTACT, DENIED].map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer))).toEqual([
    'ok',
    'ok',
  ]);
});
