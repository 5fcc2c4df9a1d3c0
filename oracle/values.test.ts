import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../spec/json.ts';
import { describeForm } from './clauses/form.ts';
import { UNKNOWN_STATE } from './state/state.ts';
import {
  BILLING,
  DENIED,
  INVALID,
  NOT_FOUND,
  PRIMARY,
  after,
  call,
  modelAt,
  refusal,
  success,
  verdictOn,
} from './testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');
const UNREADABLE = refusal(400, 'SerializationException');
const OTHER_REFUSAL = refusal(400, 'NotAuthorized');

type Expected = 'valid' | 'should' | 'contested' | 'should-refuse' | 'invalid' | 'invalid-key' | 'malformed';

/** By kind of value, at level should: success, ValidationException, AccessDenied, Serialization, another refusal. */
const verdicts: Record<Expected, string[]> = {
  valid: ['ok', 'must', 'must', 'must', 'must'],
  should: ['ok', 'should', 'must', 'must', 'must'],
  contested: ['ok', 'ok', 'must', 'must', 'must'],
  'should-refuse': ['should', 'ok', 'must', 'must', 'must'],
  invalid: ['must', 'ok', 'must', 'must', 'must'],
  // Of a member that feeds a condition key.
  'invalid-key': ['must', 'ok', 'ok', 'ok', 'must'],
  malformed: ['must', 'ok', 'should', 'ok', 'should'],
};

function expectAnswers(operation: string, input: Json, expected: Expected): void {
  const sent = call(operation, input);
  const answers = [success(), INVALID, DENIED, UNREADABLE, OTHER_REFUSAL];
  expect(answers.map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer))).toEqual(verdicts[expected]);
}

const alternate: [change: JsonObject, expected: Expected][] = [
  [{ Name: 'x'.repeat(64) }, 'valid'],
  [{ Name: 'x'.repeat(65) }, 'invalid'],
  [{ Name: '' }, 'invalid'],
  [{ Name: 'Ünal Çelik' }, 'should'],
  [{ Name: ' Anna' }, 'contested'],
  [{ Name: '   ' }, 'contested'],
  // Trimmed first, it is not too long.
  [{ Name: `${'x'.repeat(64)} ` }, 'contested'],
  [{ PhoneNumber: `${'5'.repeat(25)}\n` }, 'contested'],
  [{ PhoneNumber: `${'5'.repeat(26)}\n` }, 'invalid'],
  [{ Name: 'Anna \u{1F600}' }, 'contested'],
  [{ Name: '\u{1F600}'.repeat(64) }, 'contested'],
  [{ Name: '\u{1F600}'.repeat(65) }, 'invalid'],
  [{ Name: 'a\u0007b' }, 'contested'],
  [{ Name: 'a\uD800b' }, 'contested'],
  [{ EmailAddress: `${'a'.repeat(52)}@example.com` }, 'valid'],
  [{ EmailAddress: `${'a'.repeat(53)}@example.com` }, 'contested'],
  [{ EmailAddress: `${'a'.repeat(242)}@example.com` }, 'contested'],
  [{ EmailAddress: `${'a'.repeat(243)}@example.com` }, 'invalid'],
  [{ EmailAddress: 'a|b@example.com' }, 'contested'],
  [{ EmailAddress: 'a b@example.com' }, 'invalid'],
  [{ PhoneNumber: '5' }, 'should'],
  [{ PhoneNumber: '555-' }, 'should'],
  [{ PhoneNumber: '()' }, 'contested'],
  [{ PhoneNumber: '555\t0100' }, 'contested'],
  [{ PhoneNumber: '555.0100' }, 'invalid'],
  [{ AlternateContactType: 'LEGAL' }, 'invalid-key'],
  [{ Later: 'x' }, 'contested'],
  [{ AccountId: null }, 'should'],
];

test.each(alternate)('PutAlternateContact with %j is judged as %s', (change, expected) => {
  if ('Later' in change || 'AccountId' in change) {
    const sent = call('PutAlternateContact', { ...BILLING, ...change });
    expect(verdictOn(must, UNKNOWN_STATE, sent, success())).toBe('ok');
    expect(verdictOn(should, UNKNOWN_STATE, sent, INVALID)).toBe(expected === 'should' ? 'should' : 'ok');
    return;
  }
  expectAnswers('PutAlternateContact', { ...BILLING, ...change }, expected);
});

test.each(['EmailAddress', 'Name', 'PhoneNumber', 'Title'])(
  'PutAlternateContact without %s is invalid',
  (name) => {
    const { [name]: _, ...rest } = BILLING;
    expectAnswers('PutAlternateContact', rest, 'invalid');
    for (const wrong of [7, true, ['x'], { x: 'x' }]) {
      expectAnswers('PutAlternateContact', { ...BILLING, [name]: wrong }, 'malformed');
    }
  },
);

test.each([null, [], 'text', 7, true])('An input that is %j, no object, is malformed', (input) => {
  expectAnswers('PutAlternateContact', input, 'malformed');
  const sent = call('PutAlternateContact', input);
  expect(verdictOn(must, UNKNOWN_STATE, sent, refusal(400, 'Whatever'))).toBe('must');
  expect(verdictOn(must, UNKNOWN_STATE, sent, refusal(400, null))).toBe('must');
});

const { PostalCode: _, ...withoutPostalCode } = PRIMARY;
const primary: [contact: JsonObject, expected: Expected][] = [
  [{ ...PRIMARY, CountryCode: 'XX' }, 'contested'],
  [{ ...PRIMARY, CountryCode: 'at' }, 'contested'],
  [{ ...PRIMARY, CountryCode: 'AUT' }, 'invalid'],
  [{ ...PRIMARY, CountryCode: '\u{1F600}' }, 'contested'],
  [{ ...PRIMARY, CountryCode: 'US' }, 'should-refuse'],
  [{ ...PRIMARY, CountryCode: 'US', StateOrRegion: 'Ohio' }, 'valid'],
  [{ ...PRIMARY, CountryCode: 'US', City: ' Dayton' }, 'should-refuse'],
  [{ ...PRIMARY, PhoneNumber: '+' }, 'invalid'],
  [{ ...PRIMARY, PhoneNumber: '+43-1' }, 'valid'],
  [{ ...PRIMARY, PhoneNumber: '+43--1' }, 'contested'],
  [{ ...PRIMARY, PhoneNumber: '+43 -1' }, 'contested'],
  [{ ...PRIMARY, PhoneNumber: '+43-01' }, 'contested'],
  [{ ...PRIMARY, PhoneNumber: '0431' }, 'invalid'],
  [{ ...PRIMARY, WebsiteUrl: 'https://example.com/a' }, 'valid'],
  [{ ...PRIMARY, WebsiteUrl: 'example' }, 'contested'],
  [{ ...PRIMARY, AddressLine2: '' }, 'invalid'],
  [withoutPostalCode, 'invalid'],
];

test.each(primary)('PutContactInformation with %j is judged as %s', (contact, expected) => {
  expectAnswers('PutContactInformation', { ContactInformation: contact }, expected);
});

const limits: [value: Json, unreadable: string][] = [
  [0, 'must'],
  [51, 'must'],
  [2 ** 31 - 1, 'must'],
  [2 ** 31, 'ok'],
  [-(2 ** 53), 'ok'],
  ['5', 'ok'],
  [1.5, 'ok'],
];

test.each(limits)('MaxResults %j is refused as invalid; as unreadable: %s', (MaxResults, unreadable) => {
  const sent = call('ListRegions', { MaxResults });
  const answers = [INVALID, UNREADABLE, success({ Regions: [] })];
  expect(answers.map((answer) => verdictOn(must, UNKNOWN_STATE, sent, answer))).toEqual([
    'ok',
    unreadable,
    'must',
  ]);
});

const filters: [value: Json, expected: string[]][] = [
  [['enabled'], ['ok', 'ok']],
  [
    ['ENABLED', null],
    ['ok', 'ok'],
  ],
  [['ON'], ['ok', 'must']],
  [
    ['ENABLED', 7],
    ['ok', 'must'],
  ],
  ['ENABLED', ['ok', 'must']],
];

test.each(filters)('A filter %j: refused and accepted', (RegionOptStatusContains, expected) => {
  const sent = call('ListRegions', { RegionOptStatusContains });
  const answers = [INVALID, success({ Regions: [] })];
  expect(answers.map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer))).toEqual(expected);
});

test('What a filter in another case asks for is not certain', () => {
  const sent = call('ListRegions', { RegionOptStatusContains: ['enabled_by_default'] });
  const Regions = [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }];
  expect(verdictOn(should, UNKNOWN_STATE, sent, success({ Regions }))).toBe('ok');
  expect(verdictOn(must, UNKNOWN_STATE, sent, success({ Regions: [...Regions, ...Regions] }))).toBe('must');
});

test('PhoneNumber null is a missing member or a wrong type, which any documented refusal fits', () => {
  const sent = call('PutAlternateContact', { ...BILLING, PhoneNumber: null });
  const answers = [INVALID, UNREADABLE, DENIED, success()];
  expect(answers.map((answer) => verdictOn(must, UNKNOWN_STATE, sent, answer))).toEqual([
    'ok',
    'ok',
    'ok',
    'must',
  ]);
  expect(answers.map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer))).toEqual([
    'ok',
    'ok',
    'should',
    'must',
  ]);
});

test('A member that may be left out is refused as null against a should, by whatever documented name', () => {
  const sent = call('GetContactInformation', { AccountId: null });
  for (const answer of [INVALID, UNREADABLE, DENIED]) {
    expect(verdictOn(must, UNKNOWN_STATE, sent, answer)).toBe('ok');
    expect(verdictOn(should, UNKNOWN_STATE, sent, answer)).toBe('should');
  }
});

test('A filter that is empty or names a status twice is refused against a should', () => {
  for (const filter of [[], ['ENABLED', 'ENABLED']]) {
    const sent = call('ListRegions', { RegionOptStatusContains: filter });
    expect(verdictOn(must, UNKNOWN_STATE, sent, INVALID)).toBe('ok');
    expect(verdictOn(should, UNKNOWN_STATE, sent, INVALID)).toBe('should');
  }
});

test('A country code may be trimmed before it is judged, and put in upper case after that', () => {
  const put = (CountryCode: string) =>
    call('PutContactInformation', { ContactInformation: { ...PRIMARY, CountryCode } });
  for (const answer of [success(), INVALID])
    expect(verdictOn(should, UNKNOWN_STATE, put(' AT'), answer)).toBe('ok');
  expect(verdictOn(must, UNKNOWN_STATE, put(' AUT'), success())).toBe('must');
});

const stored: [member: string, sent: string, back: (string | null)[], wrong: (string | null)[]][] = [
  ['City', ' Graz ', [' Graz ', 'Graz', ' Graz', 'Graz '], ['graz', 'GRAZ', '  Graz', null]],
  ['CountryCode', 'at', ['at', 'AT'], ['At', 'AU', null]],
  ['CountryCode', 'AT', ['AT'], ['at', null]],
  ['AddressLine2', '  ', ['  ', '', null], ['x']],
  ['AddressLine2', 'Ünal', ['Ünal'], ['U\u0308nal', 'Unal', null]],
  ['City', 'a\uD800b', ['a\uD800b', 'a\uFFFDb'], ['ab', null]],
  ['PostalCode', '8010  A', ['8010  A'], ['8010 A']],
];

test.each(stored)('%s put as %j may come back only in its forms', (member, text, back, wrong) => {
  const contact: JsonObject = { ...PRIMARY, [member]: text };
  const state = after(must, UNKNOWN_STATE, [
    call('PutContactInformation', { ContactInformation: contact }),
    success(),
  ]);
  const read = (value: string | null) => {
    const { [member]: _old, ...rest } = contact;
    const shown = value === null ? rest : { ...rest, [member]: value };
    return verdictOn(must, state, call('GetContactInformation'), success({ ContactInformation: shown }));
  };
  expect(back.map(read)).toEqual(back.map(() => 'ok'));
  expect(wrong.map(read)).toEqual(wrong.map(() => 'must'));
});

test('Once a form was read back it stays', () => {
  const put = call('PutContactInformation', { ContactInformation: { ...PRIMARY, City: 'Graz ' } });
  const get = call('GetContactInformation');
  const trimmed = success({ ContactInformation: { ...PRIMARY, City: 'Graz' } });
  const state = after(must, UNKNOWN_STATE, [put, success()], [get, trimmed]);
  expect(verdictOn(must, state, get, success({ ContactInformation: { ...PRIMARY, City: 'Graz ' } }))).toBe(
    'must',
  );
});

test('The allowed answers can be read', () => {
  const forms = should.allowed(
    UNKNOWN_STATE,
    call('DeleteAlternateContact', { AlternateContactType: 'BILLING' }),
  );
  expect(forms.map(describeForm)).toEqual(['success without a body', 'refused as ResourceNotFoundException']);
  const page = 'success with a page of regions as the lifecycle allows';
  expect(should.allowed(UNKNOWN_STATE, call('ListRegions')).map(describeForm)).toEqual([page]);
  expect(must.allowed(UNKNOWN_STATE, call('ListRegions')).map(describeForm)).toEqual([
    page,
    `${page}, and a token behind the last region (against a should)`,
  ]);
});

test('A contested value is noted', () => {
  const sent = call('PutAlternateContact', { ...BILLING, Name: ' Anna' });
  const judgement = must.judge(UNKNOWN_STATE, sent, success());
  expect(judgement).toMatchObject({ allowed: true, notes: ['contested: Name (outer-white-space)'] });
  expect(verdictOn(must, UNKNOWN_STATE, sent, NOT_FOUND)).toBe('must');
});
