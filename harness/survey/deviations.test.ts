import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textMember } from '../contract-lookup.ts';
import { craftAnswer, type Crafted } from '../testing/test-session.ts';
import { DeviationTally } from './deviations.ts';

const { GetContactInformation: read, PutContactInformation: put } = loadContract().operations;

type Shows = (contact: JsonObject, at: number) => JsonObject;

/** What is seen of answers to three puts with different values, each read back as `shown` says. */
function seen(
  shown: (contact: JsonObject, at: number) => JsonObject,
  answers: readonly Crafted[] = [{}, {}, {}],
) {
  const tally = new DeviationTally();
  for (const [at, crafted] of answers.entries()) {
    const contact = { City: `Oslo ${at}`, FullName: `Kim ${at}`, CompanyName: `Example ${at}` };
    if (put)
      tally.add({ operation: put, answer: craftAnswer({ operation: put.name, ...crafted }), put: null });
    const body = { ContactInformation: shown(contact, at) };
    if (read)
      tally.add({
        operation: read,
        answer: craftAnswer({ operation: read.name, body }),
        put: { ContactInformation: contact },
      });
  }
  return tally.constant.map(({ kind, member, form }) => [kind, member, form]);
}

const same = (contact: JsonObject) => contact;
const dropped = (contact: JsonObject) =>
  Object.fromEntries(Object.entries(contact).filter(([name]) => name !== 'CompanyName'));

test('a service that does as documented deviates in nothing', () => {
  expect(seen(same)).toEqual([]);
});

test.each([
  ['member-absent', 'ContactInformation.CompanyName', null, dropped],
  ['member-null', 'ContactInformation.WebsiteUrl', null, (one: JsonObject) => ({ ...one, WebsiteUrl: null })],
  ['member-empty', 'ContactInformation.WebsiteUrl', null, (one: JsonObject) => ({ ...one, WebsiteUrl: '' })],
  [
    'text-case',
    'ContactInformation.City',
    'lower',
    (one: JsonObject) => ({ ...one, City: textMember(one, 'City').toLowerCase() }),
  ],
] as const)('%s of %s, every time', (kind, member, form, shown) => {
  expect(seen(shown)).toEqual([[kind, member, form]]);
});

test.each([
  ['success-status', '204', { status: 204 }],
  ['success-body', 'an empty object', { body: '{}' }],
] as const)('%s %s, every time', (kind, form, answer) => {
  expect(seen(same, [answer, answer, answer])).toEqual([[kind, null, form]]);
});

test.each<[string, Shows, (readonly Crafted[])?]>([
  ['a member that is absent once', (contact, at) => (at === 1 ? dropped(contact) : contact)],
  ['a member that is absent twice, and nothing more was seen', dropped, [{}, {}]],
  ['204 twice in three', same, [{ status: 204 }, { status: 204 }, {}]],
  ['a contact of which nothing shows', () => ({})],
  ['a contact that is another one', () => ({ City: 'Bergen', FullName: 'Sam' })],
])('%s is none', (_, shown, answers) => {
  expect(seen(shown, answers)).toEqual([]);
});
