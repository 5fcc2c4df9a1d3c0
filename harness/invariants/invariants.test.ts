import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { craftAnswer, type Crafted } from '../testing/test-session.ts';
import { INVARIANTS, invariantById } from './registry.ts';

const contract = loadContract();
const JSON_TYPE = { 'content-type': 'application/json' };
const ID = { 'x-amzn-requestid': 'one' };
const named = (error: string) => ({ ...JSON_TYPE, 'x-amzn-errortype': error });
const page = { headers: JSON_TYPE, body: { Regions: [{ RegionName: 'a-a-1', RegionOptStatus: 'ENABLED' }] } };
const read = (AlternateContactType: string): Crafted => ({
  operation: 'GetAlternateContact',
  headers: JSON_TYPE,
  body: { AlternateContact: { AlternateContactType } },
});
const put = { operation: 'PutAlternateContact' };
const invalid = { status: 400, headers: named('ValidationException'), body: { message: 'no' } };
const unframed = { status: 400, body: '', request: { provokes: ['framing'] } } satisfies Crafted;
const tooLarge = { status: 413, body: '<html>', request: { provokes: ['size'] } } satisfies Crafted;

/** For each invariant: an answer that keeps it, one to which it does not apply, and ones that break it. */
const CASES: Readonly<
  Record<
    string,
    {
      readonly kept: readonly Crafted[];
      readonly open: readonly Crafted[];
      readonly broken: readonly (readonly [Crafted, RegExp])[];
    }
  >
> = {
  'wire/no-server-error': {
    kept: [page, invalid, { status: 499 }],
    open: [{ fault: { kind: 'timeout', message: 'late' } }],
    broken: [
      [{ status: 500 }, /500/],
      [{ status: 599 }, /599/],
    ],
  },
  'wire/whole-answer': {
    kept: [page, { status: 500 }],
    open: [
      { fault: { kind: 'refused', message: 'nothing listens' } },
      { fault: { kind: 'timeout', message: 'late' }, request: { incomplete: true } },
    ],
    broken: (['timeout', 'reset', 'malformed', 'too-large'] as const).map((kind) => [
      { fault: { kind, message: `a ${kind}` } },
      new RegExp(kind),
    ]),
  },
  'wire/success-status': {
    kept: [page, put],
    open: [invalid, { fault: { kind: 'timeout', message: 'late' } }],
    broken: [
      [{ ...page, status: 201 }, /201/],
      [{ ...put, status: 204 }, /204/],
      [{ status: 301 }, /301/],
    ],
  },
  'wire/output-shape': {
    kept: [read('Billing'), page, { ...page, body: { Regions: [], NextToken: 'more' } }],
    open: [invalid, put, { ...page, body: '', request: { method: 'HEAD' } }],
    broken: [
      [{ ...page, body: '' }, /empty/],
      [{ ...page, body: '<html>' }, /not a JSON object/],
      [{ ...page, body: '[]' }, /not a JSON object/],
      [{ ...page, body: { Regions: [null] } }, /is null/],
      [{ ...page, body: { Regions: [{ RegionOptStatus: 'ON' }] } }, /RegionOptStatus/],
      [{ ...page, body: { Regions: [{ RegionOptStatus: 'Enabled' }] } }, /RegionOptStatus/],
      [read('Other'), /AlternateContactType/],
    ],
  },
  'wire/output-case': {
    kept: [read('BILLING'), read('OTHER')],
    open: [invalid, put, page],
    broken: [[read('Billing'), /BILLING is written "Billing"/]],
  },
  'wire/absent-members': {
    kept: [page, { ...page, body: { Regions: [], Further: null } }],
    open: [invalid, put],
    broken: [
      [{ ...page, body: { Regions: null } }, /Regions is null/],
      [{ ...page, body: { Regions: [], NextToken: null } }, /NextToken is null/],
    ],
  },
  'wire/output-media-type': {
    kept: [
      page,
      { ...page, headers: { 'content-type': 'application/x-amz-json-1.1' } },
      { ...page, headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } },
    ],
    open: [invalid, put],
    broken: [
      [{ ...page, headers: {} }, /no content type/],
      [{ ...page, headers: { 'content-type': 'text/html' } }, /text\/html/],
    ],
  },
  'wire/empty-output': {
    kept: [put, { ...put, body: '{}' }, { ...put, body: ' { } ' }],
    open: [page, { ...invalid, ...put }],
    broken: [
      [{ ...put, body: { done: true } }, /not empty/],
      [{ ...put, body: 'null' }, /not empty/],
      [{ ...put, body: ' ' }, /not empty/],
    ],
  },
  'wire/empty-output-exact': {
    kept: [put],
    open: [page, { ...put, body: { done: true } }],
    broken: [[{ ...put, body: '{}' }, /empty JSON object/]],
  },
  'wire/request-id': {
    kept: [{ ...page, headers: ID }],
    open: [unframed, { fault: { kind: 'timeout', message: 'late' } }],
    broken: [
      [page, /missing/],
      [{ ...page, headers: { 'x-amzn-requestid': '' } }, /missing/],
    ],
  },
  'wire/uncompressed': {
    kept: [page, invalid, { ...page, headers: { 'content-encoding': 'identity' } }],
    open: [{ ...put, body: '' }, { fault: { kind: 'timeout', message: 'late' } }],
    broken: [[{ ...page, headers: { 'Content-Encoding': 'gzip' } }, /compressed \(content-encoding: gzip\)/]],
  },
  'wire/no-byte-order-mark': {
    kept: [page, invalid],
    open: [
      { ...put, body: '' },
      { ...page, body: '<html>' },
      { fault: { kind: 'timeout', message: 'late' } },
    ],
    broken: [[{ ...page, body: '\ufeff{"Regions":[]}' }, /begins with a byte order mark/]],
  },
  'errors/documented': {
    kept: [
      invalid,
      { ...invalid, status: 403, headers: named('AccessDeniedException') },
      { ...put, status: 429, headers: named('TooManyRequestsException') },
      { status: 400, headers: named('SerializationException'), request: { provokes: ['body'] } },
    ],
    open: [page, { status: 404 }, { ...tooLarge, headers: named('AnyName') }],
    broken: [
      [{ ...invalid, status: 422 }, /status 422, documented is 400/],
      [{ ...invalid, headers: named('SomethingElse') }, /not documented for ListRegions/],
      [{ status: 404, headers: named('ResourceNotFoundException') }, /not documented for ListRegions/],
      [{ status: 400, headers: named('SerializationException') }, /not documented/],
    ],
  },
  'errors/name-findable': {
    kept: [invalid, { status: 400, body: { code: 'ValidationException' } }],
    open: [page, tooLarge, unframed],
    broken: [
      [{ status: 400, body: { message: 'no' } }, /400 comes without an error name/],
      [{ status: 400, body: '<html>' }, /without an error name/],
    ],
  },
  'errors/body': {
    kept: [invalid, { ...invalid, body: { Message: '' } }],
    open: [page, tooLarge, unframed],
    broken: [
      [{ ...invalid, body: '' }, /empty/],
      [{ ...invalid, body: '"no"' }, /not a JSON object/],
      [{ ...invalid, body: {} }, /no message/],
      [{ ...invalid, body: { message: 7 } }, /no message/],
    ],
  },
  'errors/header': {
    kept: [invalid],
    open: [page, tooLarge, unframed],
    broken: [
      [{ status: 400, body: { __type: 'ValidationException', message: 'no' } }, /is missing/],
      [{ ...invalid, headers: named('aws.account#ValidationException') }, /says aws\.account#/],
      [{ ...invalid, headers: named('ValidationException:http://x/') }, /says ValidationException:/],
    ],
  },
  'errors/validation-detail': {
    kept: [
      invalid,
      {
        ...invalid,
        body: { message: 'no', reason: 'fieldValidationFailed', fieldList: [{ name: 'a', message: 'b' }] },
      },
    ],
    open: [page, { ...invalid, body: '' }],
    broken: [
      [{ ...invalid, body: { message: 'no', reason: 'because' } }, /reason/],
      [{ ...invalid, body: { message: 'no', fieldList: {} } }, /fieldList/],
      [{ ...invalid, body: { message: 'no', fieldList: [{ name: 'a' }] } }, /message is missing/],
    ],
  },
  'errors/field-list-member': {
    kept: [naming('MaxResults')],
    open: [invalid, { ...naming('MaxResults'), body: { message: 'no', fieldList: [] } }],
    broken: [[naming('NextToken'), /names NextToken, what is wrong is MaxResults/]],
  },
};

/** The refusal of a page size, with a list that names one field. */
function naming(name: string) {
  return {
    ...invalid,
    body: { message: 'no', fieldList: [{ name, message: 'no' }] },
    request: { operation: 'ListRegions', body: new TextEncoder().encode('{"MaxResults":0}') },
  } satisfies Crafted;
}

test('the table has every invariant', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(INVARIANTS.map(({ id }) => id).toSorted());
});

const byName = (cases: readonly Crafted[]) => cases.map((one) => [JSON.stringify(one), one] as const);

describe.each(Object.entries(CASES))('%s', (id, { kept, open, broken }) => {
  const invariant = invariantById(id);

  test.each(byName(kept))('is kept by %s', (_name, crafted) => {
    const answer = craftAnswer(crafted);
    expect(invariant.applies(answer, contract)).toBe(true);
    expect(invariant.check(answer, contract, { requestIds: new Set() })).toBeNull();
  });

  test.each(byName(open))('says nothing about %s', (_name, crafted) => {
    expect(invariant.applies(craftAnswer(crafted), contract)).toBe(false);
  });

  test.each(broken.map(([crafted, problem]) => [JSON.stringify(crafted), crafted, problem] as const))(
    'is broken by %s',
    (_name, crafted, problem) => {
      const answer = craftAnswer(crafted);
      expect(invariant.applies(answer, contract)).toBe(true);
      expect(invariant.check(answer, contract, { requestIds: new Set() })).toMatch(problem);
    },
  );
});

test('a request id is broken by its second use', () => {
  const memory = { requestIds: new Set<string>() };
  const invariant = invariantById('wire/request-id');
  const check = (id: string) =>
    invariant.check(craftAnswer({ headers: { 'x-amzn-requestid': id } }), contract, memory);
  expect([check('one'), check('two')]).toEqual([null, null]);
  expect(check('one')).toMatch(/given before/);
});

test('no invariant has an id that nothing is called', () => {
  expect(() => invariantById('wire/nothing')).toThrow(RangeError);
});
