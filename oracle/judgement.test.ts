import { expect, test } from 'vitest';
import type { Json } from '../spec/json.ts';
import type { Answer } from './call.ts';
import { CLAUSES, type Clause } from './clauses/clause.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { ERRORS } from './clauses/refusal.ts';
import { knownState } from './state/state.ts';
import {
  BILLING,
  CONFLICT,
  CONTRACT,
  DELEGATE,
  DENIED,
  FAILED,
  INVALID,
  MANAGEMENT,
  MEMBER,
  NOBODY,
  NOT_FOUND,
  NO_ANSWER,
  STANDALONE,
  THROTTLED,
  call,
  delegate,
  management,
  member,
  modelAt,
  refusal,
  standalone,
  success,
} from './testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');
const state = knownState(contactShapes(CONTRACT), {
  [STANDALONE]: {
    alternates: { BILLING, SECURITY: null },
    regions: { 'af-south-1': 'DISABLED', 'us-east-1': 'ENABLED_BY_DEFAULT' },
  },
});

const billing = { AlternateContactType: 'BILLING' };
const security = { AlternateContactType: 'SECURITY' };
const region = { RegionName: 'af-south-1' };

const broken: [operation: string, input: Json, answer: Answer, clause: Clause][] = [
  ['GetAlternateContact', billing, NOT_FOUND, 'read-back'],
  ['GetAlternateContact', billing, success({ AlternateContact: { ...BILLING, Name: 'x' } }), 'read-back'],
  ['GetAlternateContact', { AlternateContactType: 'OPERATIONS' }, success({}), 'read-back'],
  ['GetAlternateContact', security, success({ AlternateContact: BILLING }), 'absent-contact'],
  ['DeleteAlternateContact', security, success(), 'absent-contact'],
  ['DeleteAlternateContact', billing, NOT_FOUND, 'delete-succeeds'],
  ['DeleteAlternateContact', billing, refusal(404, 'Unknown'), 'documented-error'],
  ['DeleteAlternateContact', billing, refusal(503, 'Unknown'), 'documented-error'],
  ['PutAlternateContact', BILLING, INVALID, 'put-succeeds'],
  ['PutAlternateContact', billing, success(), 'invalid-input'],
  ['EnableRegion', region, CONFLICT, 'region-change'],
  ['DisableRegion', { RegionName: 'us-east-1' }, success(), 'default-region'],
  ['GetRegionOptStatus', region, success({ ...region, RegionOptStatus: 'ENABLED' }), 'region-status'],
  ['GetRegionOptStatus', { RegionName: 'xx' }, success(), 'region-name'],
  ['ListRegions', {}, success({ Regions: [] }), 'list-page'],
  ['ListRegions', { NextToken: ' ' }, success({ Regions: [] }), 'foreign-token'],
];

test.each(broken)(
  '%s %j: a wrong answer names the statement that it breaks',
  (operation, input, answer, clause) => {
    expect(must.judge(state, call(operation, input), answer)).toMatchObject({
      allowed: false,
      level: 'must',
      clause: CLAUSES[clause],
    });
  },
);

const contexts: [caller: typeof member, accountId: string, clause: Clause][] = [
  [management, MANAGEMENT, 'management-own-account'],
  [member, MEMBER, 'plain-member'],
  [delegate, MANAGEMENT, 'delegate-management-account'],
  [management, NOBODY, 'outside-organization'],
  [standalone, STANDALONE, 'standalone-account'],
  [
    { ...management, organization: 'o-untrusted', accountId: '666666666661' },
    '666666666663',
    'trusted-access',
  ],
];

test.each(contexts)('%j naming %s: success names the row that it breaks', (caller, AccountId, clause) => {
  const sent = call('GetAlternateContact', { ...billing, AccountId }, caller);
  const judgement = must.judge(state, sent, success({ AlternateContact: BILLING }));
  expect(judgement).toMatchObject({ allowed: false, clause: CLAUSES[clause] });
});

test('A broken should names its statement: as a note at must, as a judgement at should', () => {
  const sent = call('GetContactInformation', { AccountId: DELEGATE }, delegate);
  const clause = CLAUSES['delegate-own-account'];
  expect(must.judge(state, sent, DENIED)).toMatchObject({
    allowed: true,
    notes: [`against a should: ${clause}`],
  });
  expect(should.judge(state, sent, DENIED)).toMatchObject({ allowed: false, level: 'should', clause });
});

test('What was expected and what was answered can be read', () => {
  expect(must.judge(state, call('DeleteAlternateContact', security), success())).toMatchObject({
    expected: 'refused as ResourceNotFoundException',
    actual: 'success (200)',
  });
  const wrong = success({ AlternateContact: { ...BILLING, Name: 'Bert' } });
  expect(must.judge(state, call('GetAlternateContact', billing), wrong)).toMatchObject({
    expected: expect.stringContaining('Name "Anna Example"'),
    actual: 'success (200): Name is another text of length 4, not "Anna Example"',
  });
  expect(must.judge(state, call('DeleteAlternateContact', billing), INVALID)).toMatchObject({
    actual: '400 ValidationException',
  });
});

test('At level should the expectation names only what breaks nothing', () => {
  const sent = call('EnableRegion', { RegionName: 'us-east-1' });
  expect(should.judge(state, sent, success())).toMatchObject({ expected: 'refused as ValidationException' });
  expect(must.judge(state, sent, success())).toMatchObject({
    expected: 'refused as ValidationException; or refused as any documented 4xx (against a should)',
  });
});

test('A call of an operation that reads and changes nothing, or that is none, is not judged', () => {
  const { GetContactInformation: read } = CONTRACT.operations;
  if (!read) throw new Error('no such operation');
  const odd = { ...CONTRACT, operations: { GetContactInformation: { ...read, reads: null } } };
  const judged = (operation: string) => () =>
    modelAt('must', {}, odd).judge(state, call(operation), success());
  expect(judged('GetContactInformation')).toThrow('neither reads nor changes');
  expect(judged('DeleteAlternateContact')).toThrow('is not an operation');
});

test('Throttling, failures and missing answers are allowed with a note', () => {
  const sent = call('DeleteAlternateContact', billing);
  expect(should.judge(state, sent, THROTTLED)).toMatchObject({ allowed: true, state, notes: ['throttled'] });
  expect(should.judge(state, sent, FAILED)).toMatchObject({ notes: ['effect not known: server failure'] });
  expect(should.judge(state, sent, NO_ANSWER)).toMatchObject({ notes: ['effect not known: no answer'] });
});

test('A wrong answer to a call on another account leaves nothing known of that contact in both accounts', () => {
  const known = knownState(contactShapes(CONTRACT), {
    [MEMBER]: { alternates: { BILLING } },
    [MANAGEMENT]: { alternates: { BILLING } },
  });
  const sent = call('DeleteAlternateContact', { ...billing, AccountId: MEMBER }, management);
  const next = must.judge(known, sent, INVALID).state;
  for (const caller of [member, management]) {
    const read = call('GetAlternateContact', billing, caller);
    expect(must.judge(next, read, NOT_FOUND).allowed).toBe(true);
    expect(must.judge(known, read, NOT_FOUND).allowed).toBe(false);
  }
});

test.each(Object.values(ERRORS))('The contract has the error %s that the model speaks of', (name) => {
  expect(CONTRACT.errors.map((error) => error.name)).toContain(name);
});
