import { expect, test } from 'vitest';
import type { Shape, StringShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { checkShape, nullMember, knownMembers } from './check-shape.ts';
import { loadContract } from '../../spec/load-contract.ts';

const base = { name: 'Text', source: 'test', refusedAs: [] };
const text = (limits: Partial<StringShape> = {}): StringShape => ({
  ...base,
  kind: 'string',
  minLength: null,
  maxLength: null,
  pattern: null,
  enum: null,
  format: null,
  sensitive: false,
  zones: [],
  ...limits,
});
const member = (shape: Shape, required = false) => ({ required, requiredWhen: null, source: 'test', shape });
const integer: Shape = { ...base, kind: 'integer', minimum: 1, maximum: 50 };
const list: Shape = { ...base, kind: 'list', member: text({ enum: ['A', 'B'] }) };
const structure: Shape = {
  ...base,
  kind: 'structure',
  members: {
    Name: member(text({ minLength: 1 }), true),
    Inner: member({ ...base, kind: 'structure', members: { City: member(text({ maxLength: 2 }), true) } }),
    Kinds: member(list),
  },
};

test.each<[string, Shape, Json]>([
  ['text', text(), ''],
  ['text at its bounds', text({ minLength: 2, maxLength: 2 }), 'ab'],
  ['text whose length counts scalar values', text({ maxLength: 1 }), '😀'],
  ['text that matches', text({ pattern: '^a+$' }), 'aa'],
  ['an enum value', text({ enum: ['A'] }), 'A'],
  ['an integer', integer, 7],
  ['an empty list', list, []],
  ['a list', list, ['A', 'B', 'A']],
  ['a structure', structure, { Name: 'x' }],
  ['a structure with a member that is not known', structure, { Name: 'x', Later: null }],
  ['a nested structure', structure, { Name: 'x', Inner: { City: 'ab' }, Kinds: ['A'] }],
])('%s is of its shape', (_name, shape, value) => {
  expect(checkShape(shape, value)).toBeNull();
});

test.each<[string, Shape, Json, RegExp]>([
  ['a number for text', text(), 1, /the body is number, expected string/],
  ['text that is too short', text({ minLength: 2 }), 'a', /shorter than 2/],
  ['text that is too long', text({ maxLength: 1 }), 'ab', /longer than 1/],
  ['text that does not match', text({ pattern: '^a+$' }), 'b', /does not match \^a\+\$/],
  ['no enum value', text({ enum: ['A', 'B'] }), 'a', /"a" is not one of A, B/],
  ['a fraction', integer, 1.5, /number, expected integer/],
  ['a number as text', integer, '1', /string, expected integer/],
  ['an object for a list', list, {}, /object, expected list/],
  ['a wrong element', list, ['A', 'C'], /\[1\]: "C" is not one of/],
  ['a list for a structure', structure, [], /list, expected structure/],
  ['null for a structure', structure, null, /null, expected structure/],
  ['a missing member', structure, {}, /Name is missing/],
  ['a required member that is null', structure, { Name: null }, /Name is null/],
  ['a nested missing member', structure, { Name: 'x', Inner: {} }, /Inner\.City is missing/],
  ['a nested wrong member', structure, { Name: 'x', Inner: { City: 'abc' } }, /Inner\.City: longer than 2/],
  ['a nested wrong element', structure, { Name: 'x', Kinds: ['A', 1] }, /Kinds\[1\] is number/],
])('%s is not of its shape', (_name, shape, value, problem) => {
  expect(checkShape(shape, value)).toMatch(problem);
});

const { GetContactInformation: contact, ListRegions: listRegions } = loadContract().operations;
const shapes = { contact: contact?.output, list: listRegions?.output };

test.each([
  [
    'contact',
    { ContactInformation: { City: 'Oslo', VerificationStatus: 'VERIFIED' }, More: 1 },
    { ContactInformation: { City: 'Oslo' } },
  ],
  [
    'contact',
    { ContactInformation: { City: 'Oslo', AddressLine3: null } },
    { ContactInformation: { City: 'Oslo' } },
  ],
  ['list', { Regions: [{ RegionName: 'a', Zone: 2 }], NextToken: null }, { Regions: [{ RegionName: 'a' }] }],
  ['list', { Regions: 'none' }, { Regions: 'none' }],
  ['list', [], []],
] as const)('%s: of %j is known %j', (name, value, known) => {
  const shape = shapes[name];
  expect(shape && knownMembers(shape, value)).toEqual(known);
});

test.each([
  ['contact', { ContactInformation: { AddressLine3: null } }, 'ContactInformation.AddressLine3'],
  ['list', { Regions: [{}, { RegionName: null }] }, 'Regions.1.RegionName'],
  ['list', { NextToken: null }, 'NextToken'],
  ['list', { Regions: [], Further: null }, null],
] as const)('%s: in %j the null is %s, and no fault of the shape', (name, value, place) => {
  const shape = shapes[name];
  expect(shape && nullMember(shape, value)).toBe(place);
  expect(shape && checkShape(shape, name === 'list' ? value : {})).toBeNull();
});

test('a member that must be there may not be null', () => {
  expect(contact?.output && checkShape(contact.output, { ContactInformation: { City: null } })).toMatch(
    /is missing|is null/,
  );
});
