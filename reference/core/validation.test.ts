import { describe, expect, test } from 'vitest';
import { call, requestOf, send } from '../testing/caller.ts';
import { ACCOUNT, testService } from '../testing/world.ts';

const { standalone: caller } = ACCOUNT;
const valid = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '1',
  Title: 'CFO',
};
const put = (change: object) =>
  call(testService().service, caller, 'PutAlternateContact', { ...valid, ...change });

/** Bodies as text, for what JSON.stringify cannot write. */
function raw(body: string | Uint8Array, operation = 'ListRegions') {
  return send(testService().service, requestOf(caller, operation, body));
}

describe('JSON', () => {
  test.each([
    ['text that is not JSON', '{"MaxResults":'],
    ['trailing garbage', '{} x'],
    ['a comment', '{} // x'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['a number', '1'],
    ['null', 'null'],
    ['white space alone', ' '],
    ['NaN', '{"MaxResults":NaN}'],
    ['a byte order mark', '\uFEFF{}'],
    ['single quotes', "{'MaxResults':1}"],
    ['deep nesting without an end', '['.repeat(200_000)],
    ['a lone surrogate in a member', '{"NextToken":"\\ud800"}'],
  ])('%s is refused as serialization', (_, body) => {
    expect(raw(body)).toMatchObject({ status: 400, error: 'SerializationException' });
  });

  test('invalid UTF-8 is refused', () => {
    expect(raw(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({
      status: 400,
      error: 'SerializationException',
    });
  });

  test.each([
    ['no body at all', ''],
    ['unknown members', '{"MaxResult":0,"__proto__":{"MaxResults":0},"constructor":1,"maxResults":"x"}'],
    ['the last of two equal members', '{"MaxResults":0,"MaxResults":5}'],
    ['null for an optional member', '{"MaxResults":null,"AccountId":null,"RegionOptStatusContains":null}'],
    ['1.0 for an integer', '{"MaxResults":1.0}'],
    ['1e1 for an integer', '{"MaxResults":1e1}'],
    ['deep nesting in an unknown member', `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('%s is accepted', (_, body) => {
    expect(raw(body).status).toBe(200);
  });

  test.each([
    '{"MaxResults":1.5}',
    '{"MaxResults":"1"}',
    '{"MaxResults":true}',
    '{"MaxResults":1e400}',
    '{"NextToken":1}',
    '{"RegionOptStatusContains":"ENABLED"}',
    '{"RegionOptStatusContains":{}}',
    '{"RegionOptStatusContains":["ENABLED",1]}',
    '{"RegionOptStatusContains":[null]}',
    '{"AccountId":111111111111}',
  ])('%s has a member of the wrong type', (body) => {
    expect(raw(body)).toMatchObject({ status: 400, error: 'SerializationException' });
  });

  test.each(['[]', '"x"', '1', 'true'])('%s is not a structure', (value) => {
    expect(raw(`{"ContactInformation":${value}}`, 'PutContactInformation')).toMatchObject({
      status: 400,
      error: 'SerializationException',
    });
  });
});

describe('constraints', () => {
  test('every broken field is listed, in the order of the contract', () => {
    const { status, error, body } = put({
      Title: '',
      Name: 'x'.repeat(65),
      EmailAddress: null,
      AccountId: 'x',
    });
    expect([status, error, body.reason]).toEqual([400, 'ValidationException', 'fieldValidationFailed']);
    const fields = body.fieldList as { name: string; message: string }[];
    expect(fields.map(({ name }) => name)).toEqual(['AccountId', 'EmailAddress', 'Name', 'Title']);
    expect(fields.every(({ message }) => message.length > 0)).toBe(true);
  });

  test('nested members and elements of lists are named by their path', () => {
    const { service } = testService();
    const nested = call(service, caller, 'PutContactInformation', { ContactInformation: { City: '' } });
    expect((nested.body.fieldList as { name: string }[]).map(({ name }) => name)).toContain(
      'ContactInformation.City',
    );
    const listed = call(service, caller, 'ListRegions', { RegionOptStatusContains: ['ENABLED', 'GONE'] });
    expect(listed.body.fieldList).toMatchObject([{ name: 'RegionOptStatusContains[1]' }]);
  });

  test.each([
    ['a length counted in scalar values', { Name: '😀'.repeat(64) }],
    ['an address of 254 characters', { EmailAddress: `${'a'.repeat(242)}@example.com` }],
    ['a phone number of one character', { PhoneNumber: '+' }],
    ['a type in another case', { AlternateContactType: 'Billing' }],
  ])('%s is accepted', (_, change) => {
    expect(put(change).status).toBe(200);
  });

  test.each([
    ['one character too many', { Name: 'x'.repeat(65) }],
    ['one astral character too many', { Name: '😀'.repeat(65) }],
    ['an address of 255 characters', { EmailAddress: `${'a'.repeat(243)}@example.com` }],
    ['a final line break after a phone letter', { PhoneNumber: '1x\n' }],
    ['digits of another script', { PhoneNumber: '\u0661' }],
    ['an account id with a final line break', { AccountId: '111111111111\n' }],
    ['an empty member', { Title: '' }],
    ['an unknown type', { AlternateContactType: 'BILLINGS' }],
    ['an empty type', { AlternateContactType: '' }],
  ])('%s is refused', (_, change) => {
    expect(put(change)).toMatchObject({ status: 400, error: 'ValidationException' });
  });

  test.each([0, -1, 51, Number.MAX_SAFE_INTEGER])('MaxResults %d is refused', (MaxResults) => {
    expect(call(testService().service, caller, 'ListRegions', { MaxResults })).toMatchObject({
      status: 400,
      error: 'ValidationException',
    });
  });
});
