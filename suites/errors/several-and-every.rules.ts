import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, putAndRead, reads } from '../steps/contacts.ts';
import {
  NESTED,
  ofKind,
  refuses,
  withEmptyMembers,
  INVALID,
  PUT_PRIMARY,
  eachConstraint,
  withContact,
  type Broken,
} from './broken-contacts.ts';
import { finiteTexts } from '../../generators/text/accepted-texts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { judgeText } from '../../generators/values/judge-text.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';

const severalFaults = rule({
  id: 'errors/several-faults',
  level: 'must',
  since: '0.1.0',
  statement: 'A request with several invalid members is refused as invalid, once and as a whole.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check({ contract, caller, target, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => putAndRead(caller, contact));
      const broken = { ...contact, ...Object.fromEntries(empty.map((name) => [name, ''])) };
      await caller
        .expect('PutAlternateContact', broken, { provokes: ['body'] })
        .toBeRefused('ValidationException');
      await reads(caller, contact);
    });
  },
});

/** Every two required members left out together, and all of them. */
function withoutSeveral(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  const required = Object.keys(members).filter(
    (name) => members[name]?.required && name !== 'AlternateContactType',
  );
  const pairs = required.flatMap((one, at) => required.slice(at + 1).map((other) => [one, other]));
  const without = (names: readonly string[]) => ({
    label: `without ${names.join(', ')}`,
    contact: Object.fromEntries(Object.entries(contact).filter(([name]) => !names.includes(name))),
  });
  const empty = { label: 'no member at all', contact: {} };
  return [...pairs.map(without), without(required), ...(NESTED[kind.put] ? [empty] : [])];
}

function severalMissing(kind: ContactKind): Rule {
  const { common, source } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/several-missing/${kind.put}`,
    statement: `${kind.put} refuses a contact that lacks any two of its required members, or all of them; nothing is stored.`,
    source,
    check: (context) =>
      refuses(context, kind, own(context.caller), (contact) => withoutSeveral(context, kind, contact)),
  });
}

export const severalRules: readonly Rule[] = [severalFaults, ...CONTACT_KINDS.map(severalMissing)];

/** A required member stays required in a country that does without it: a city that is a state, no postal codes. */
const everyCountry = rule({
  id: 'errors/required-in-every-country',
  level: 'must',
  since: '0.1.0',
  statement: 'PutContactInformation without the city or the postal code is refused whatever the country.',
  source: guide('ContactInformation'),
  operations: [PUT_PRIMARY, 'GetContactInformation'],
  async check(context) {
    const [kind] = CONTACT_KINDS.filter(({ put }) => put === PUT_PRIMARY);
    if (!kind) return;
    const { members } = shapeOf(context, kind.put, ['ContactInformation']);
    const country = members['CountryCode']?.shape;
    const codes = country?.kind === 'string' ? (finiteTexts(country) ?? []) : [];
    const asked = context.target.values === 'any' ? codes : codes.slice(0, 1);
    // Each country without one of the two; without which one turns with the seed.
    const names = ['City', 'PostalCode'];
    await refuses(context, kind, own(context.caller), (contact) =>
      asked.map((code, index) => {
        const name = names[(index + Math.abs(context.seed)) % names.length] ?? '';
        const { [name]: _, ...rest } = contact;
        return {
          label: `${code} without ${name}`,
          contact: { ...rest, CountryCode: code, StateOrRegion: 'x' },
        };
      }),
    );
  },
});

/** Numbers as they are dialled within a country, which others complete by it. */
function nationalNumbers(context: RuleContext, contact: JsonObject, country: string): Broken[] {
  const { shape } = shapeOf(context, PUT_PRIMARY, ['ContactInformation']).members['PhoneNumber'] ?? {};
  if (shape?.kind !== 'string') return [];
  const numbers = loadPlausible()
    .phones.filter((one) => one.country === country)
    .flatMap(({ forms }) => forms.map((form) => form.replaceAll('#', '1')))
    .flatMap((number) => {
      const [, national] = /^\+\d+ (.+)$/.exec(number) ?? [];
      const abroad = [number.slice(1), `00${number.slice(1)}`];
      return national === undefined ? abroad : [...abroad, national, `0${national}`];
    });
  return numbers
    .filter((number) => judgeText(shape, number) === 'invalid')
    .map((PhoneNumber) => ({ label: `PhoneNumber: ${PhoneNumber}`, contact: { ...contact, PhoneNumber } }));
}

/** What the members of one place must keep to does not depend on the place. */
const everyPlace = rule({
  id: 'errors/invalid-in-every-place',
  level: 'must',
  since: '0.1.0',
  statement:
    'PutContactInformation refuses what breaks a constraint whatever the country: in each member, and a phone number without its country code; nothing is stored.',
  source: guide('ContactInformation', 'PutContactInformation › Errors'),
  operations: [PUT_PRIMARY, 'GetContactInformation'],
  async check(context) {
    const [kind] = CONTACT_KINDS.filter(({ put }) => put === PUT_PRIMARY);
    if (!kind) return;
    const { contract, target } = context;
    const subject = own(context.caller);
    const places = loadPlausible().places.filter(({ onRequest }) => !onRequest);
    const byCountry = new Map(places.map((place) => [place.members['CountryCode'], place]));
    const variants = [...byCountry.values()].map(({ phoneOf, members }) => ({
      label: members['CountryCode'] ?? '',
      arbitrary: primaryContact(contract, { values: target.values, fixed: { ...members } }).map(
        (contact) => ({ contact, phoneOf }),
      ),
    }));
    await context.forEach(variants, async ({ contact, phoneOf }) => {
      await precondition(() => putAndRead(subject.caller, withContact(kind, contact), subject.account));
      const read = { operation: kind.get, input: {} };
      await expectUnchangedFor({ context, ...subject }, [read], async () => {
        const broken = [
          ...eachConstraint(context, kind, contact),
          ...nationalNumbers(context, contact, phoneOf),
        ];
        for (const one of broken) {
          await subject.caller
            .expect(kind.put, withContact(kind, one.contact), { provokes: ['body'] })
            .toBeRefused(INVALID);
        }
      });
    });
  },
});

export const everyRules: readonly Rule[] = [everyCountry, everyPlace];
