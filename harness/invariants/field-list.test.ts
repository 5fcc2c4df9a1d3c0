import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { readAnswer } from '../answers/answer.ts';
import { fieldListMember } from './field-list.ts';

const contract = loadContract();
const PRIMARY = {
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  CountryCode: 'US',
  FullName: 'Kim Tester',
  PhoneNumber: '+1 206 555 0100',
  PostalCode: '98101',
  StateOrRegion: 'WA',
};

/** What the invariant says of a refusal with these names. */
function judged(input: Json, names: readonly string[], operation = 'PutContactInformation'): string | null {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const answer = readAnswer(
    {
      request: { operation, method: 'POST', target: '/', headers: [], body: bytes(input), identity: null },
      response: {
        status: 400,
        headers: [['x-amzn-errortype', 'ValidationException']],
        body: bytes({ message: 'no', fieldList: names.map((name) => ({ name, message: 'no' })) }),
      },
      fault: null,
      startedAt: 0,
      durationMs: 1,
    } as unknown as Parameters<typeof readAnswer>[0],
    contract,
  );
  return fieldListMember.applies(answer, contract) ? fieldListMember.check(answer, contract) : null;
}

const withMembers = (members: JsonObject): JsonObject => ({ ContactInformation: { ...PRIMARY, ...members } });

test.each([
  'City',
  'city',
  'ContactInformation.City',
  'contactInformation.city',
  '/contactInformation/city',
  'input.ContactInformation.City',
  'ContactInformation',
])('%s is a name of the city', (name) => {
  expect(judged(withMembers({ City: '' }), [name])).toBeNull();
  expect(judged(withMembers({ City: '' }), [name, name])).toBeNull();
});

test.each([['PostalCode'], ['ContactInformation.PostalCode'], ['City', 'PostalCode'], ['CityCode'], ['']])(
  '%s is not, or not alone',
  (...names) => {
    expect(judged(withMembers({ City: '' }), names)).toMatch(/what is wrong is ContactInformation\.City$/);
  },
);

test('what is in a list or a missing structure may be named with it', () => {
  const input = { RegionOptStatusContains: ['ENABLED', 'NO'] };
  for (const name of [
    'RegionOptStatusContains',
    'RegionOptStatusContains[1]',
    'RegionOptStatusContains.member.2',
  ])
    expect(judged(input, [name], 'ListRegions')).toBeNull();
  expect(judged(input, ['MaxResults'], 'ListRegions')).not.toBeNull();
  expect(judged({}, ['ContactInformation.FullName'])).toBeNull();
});

test('nothing is said where more is wrong, or may be', () => {
  expect(judged(withMembers({ City: '', PostalCode: '' }), ['City'])).toBeNull();
  expect(judged(withMembers({ City: '', PostalCode: ' ' }), ['PostalCode'])).toBeNull();
  expect(judged(withMembers({ City: '', CountryCode: 'ZZ' }), ['CountryCode'])).toBeNull();
  expect(judged({ MaxResults: 0, NextToken: 'x' }, ['NextToken'], 'ListRegions')).toBeNull();
  expect(judged({ ...withMembers({ City: '' }), AccountId: '123456789012' }, ['AccountId'])).toBeNull();
  expect(judged(withMembers({}), ['City'])).toBeNull();
});
