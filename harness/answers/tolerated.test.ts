import { expect, test } from 'vitest';
import type { Tolerance } from '../../results/record.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { craftAnswer, type Crafted } from '../testing/test-session.ts';
import { judgeAnswer } from './judge.ts';
import { inDocumentedForm } from './tolerated.ts';

const contract = loadContract();
const City = 'ContactInformation.City';

function tolerance(
  kind: string,
  operation: string,
  member: string | null,
  form: string | null = null,
): Tolerance {
  return { kind, operation, member, form };
}

/** What is wrong with an answer where one further form is let pass. */
function problem(tolerated: Tolerance, crafted: Crafted, output?: JsonObject): string | null {
  const { operation } = tolerated;
  const answer = inDocumentedForm(craftAnswer({ operation, ...crafted }), contract.operations[operation], [
    tolerated,
  ]);
  const judging = { contract, operation, earlier: [], tolerated: [tolerated] };
  return judgeAnswer({ kind: 'success', ...(output ? { output: output as never } : {}) }, answer, judging);
}

const contact = (members: JsonObject): JsonObject => ({
  ContactInformation: {
    AddressLine1: '1 Street',
    City: 'Oslo',
    CountryCode: 'NO',
    FullName: 'Kim',
    PhoneNumber: '+47 1',
    PostalCode: '1',
    ...members,
  },
});
const without = (...names: string[]): JsonObject => ({
  ContactInformation: Object.fromEntries(
    Object.entries(contact({})['ContactInformation'] as JsonObject).filter(([name]) => !names.includes(name)),
  ),
});
const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';

test.each<[string, Tolerance, Crafted, JsonObject?]>([
  ['204', tolerance('success-status', PUT, null, '204'), { status: 204 }],
  ['200 beside 204', tolerance('success-status', PUT, null, '204'), {}],
  ['an empty object', tolerance('success-body', PUT, null, 'an empty object'), { body: '{}' }],
  ['a member that is absent', tolerance('member-absent', GET, City), { body: without('City') }, contact({})],
  [
    'a member that is there all the same',
    tolerance('member-absent', GET, City),
    { body: contact({}) },
    contact({}),
  ],
  [
    'an empty text for nothing',
    tolerance('member-empty', GET, 'ContactInformation.CompanyName'),
    { body: contact({ CompanyName: '' }) },
    contact({}),
  ],
  [
    'a text in lower case',
    tolerance('text-case', GET, City, 'lower'),
    { body: contact({ City: 'oslo' }) },
    contact({}),
  ],
])('%s is let pass', (_, tolerated, crafted, output) => {
  expect(problem(tolerated, crafted, output)).toBeNull();
});

test.each<[string, Tolerance, Crafted, RegExp, JsonObject?]>([
  ['202 where 204 is', tolerance('success-status', PUT, null, '204'), { status: 202 }, /no success/],
  [
    '204 of another operation',
    tolerance('success-status', GET, null, '204'),
    { status: 200, body: '' },
    /JSON object/,
  ],
  [
    'another text where it may be absent',
    tolerance('member-absent', GET, City),
    { body: contact({ City: 'Bergen' }) },
    /City is "Bergen"/,
    contact({}),
  ],
  [
    'another member that is absent',
    tolerance('member-absent', GET, City),
    { body: without('City', 'FullName') },
    /FullName is missing/,
    contact({}),
  ],
  [
    'another text in lower case',
    tolerance('text-case', GET, City, 'lower'),
    { body: contact({ City: 'bergen' }) },
    /City is "bergen"/,
    contact({}),
  ],
  [
    'the text in upper case where lower is',
    tolerance('text-case', GET, City, 'lower'),
    { body: contact({ City: 'OSLO' }) },
    /City is "OSLO"/,
    contact({}),
  ],
  [
    'an empty text of another member',
    tolerance('member-empty', GET, 'ContactInformation.CompanyName'),
    { body: contact({ WebsiteUrl: '' }) },
    /shorter than 1/,
    contact({}),
  ],
])('%s is not let pass', (_, tolerated, crafted, wrong, output) => {
  expect(problem(tolerated, crafted, output)).toMatch(wrong);
});

test('an object where an empty one is let pass stays a body', () => {
  const tolerated = tolerance('success-body', PUT, null, 'an empty object');
  const answer = craftAnswer({ operation: PUT, body: { done: true } });
  expect(inDocumentedForm(answer, contract.operations[PUT], [tolerated]).output).toEqual({ done: true });
});
