import fc from 'fast-check';
import { primaryContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import type { Variant } from '../../harness/properties.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { alternateContactReads } from '../../harness/resources/alternate-contact.ts';
import { returning, unchanged } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';

const OPERATIONS = ['PutContactInformation', 'GetContactInformation'];

function contacts({ contract, target }: RuleContext) {
  return primaryContact(contract, { values: target.values });
}

async function put(caller: Caller, contact: JsonObject): Promise<void> {
  await caller.expect('PutContactInformation', { ContactInformation: contact }).toSucceed();
}

async function putAndRead(caller: Caller, contact: JsonObject): Promise<void> {
  await put(caller, contact);
  await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: contact }));
}

/** Members of the primary contact that may be left out whatever its country is. */
function optionalMembers({ contract }: RuleContext): string[] {
  const shape = inputShape(contract, 'PutContactInformation', ['ContactInformation']);
  if (shape.kind !== 'structure') return [];
  return Object.entries(shape.members).flatMap(([name, { required, requiredWhen }]) =>
    required || requiredWhen ? [] : [name],
  );
}

const readBack = rule({
  id: 'primary-contact/read-back',
  level: 'must',
  since: '0.1.0',
  statement: 'The primary contact is read back as it was put.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), (contact) => putAndRead(context.caller, contact));
  },
});

const replace = rule({
  id: 'primary-contact/replace',
  level: 'must',
  since: '0.1.0',
  statement: 'A put replaces the whole primary contact: nothing of the one before is left.',
  source: guide('PutContactInformation', 'ContactInformation'),
  operations: OPERATIONS,
  async check(context) {
    await context.forAny(fc.tuple(contacts(context), contacts(context)), async ([before, after]) => {
      await putAndRead(context.caller, before);
      await putAndRead(context.caller, after);
    });
  },
});

const optionalGone = rule({
  id: 'primary-contact/optional-members-vanish',
  level: 'must',
  since: '0.1.0',
  statement:
    'An optional member that a put leaves out is gone afterwards; the members that it names are kept.',
  source: guide('ContactInformation', 'PutContactInformation'),
  operations: OPERATIONS,
  async check(context) {
    const optional = optionalMembers(context);
    const drawn = fc.tuple(contacts(context), contacts(context), fc.subarray(optional, { minLength: 1 }));
    await context.forAny(drawn, async ([contact, other, gone]) => {
      const whole = {
        ...Object.fromEntries(optional.map((name) => [name, 'x'])),
        ...urlOf(context),
        ...other,
        ...contact,
      };
      const left = Object.fromEntries(Object.entries(whole).filter(([name]) => !gone.includes(name)));
      await putAndRead(context.caller, whole);
      await putAndRead(context.caller, left);
    });
  },
});

/** A value for the one optional member that is more than text. */
function urlOf({ contract }: RuleContext): JsonObject {
  return inputShape(contract, 'PutContactInformation', ['ContactInformation', 'WebsiteUrl']).kind === 'string'
    ? { WebsiteUrl: 'https://www.example.com/' }
    : {};
}

const eachOptionalGone = rule({
  id: 'primary-contact/each-optional-member-vanishes',
  level: 'must',
  since: '0.1.0',
  statement:
    'Each optional member by itself vanishes when it is left out, and comes back when it is put again.',
  source: guide('ContactInformation'),
  operations: OPERATIONS,
  async check(context) {
    const variants = [
      ...optionalMembers(context).map((name) => ({
        label: name,
        arbitrary: contacts(context).map((contact) => ({
          ...contact,
          ...(name === 'WebsiteUrl' ? urlOf(context) : { [name]: 'x' }),
        })),
      })),
      ...sometimesOptional(context),
    ];
    await context.forEach(variants, async (whole, name) => {
      const { [name]: _, ...without } = whole;
      await putAndRead(context.caller, whole);
      await putAndRead(context.caller, without);
      await putAndRead(context.caller, whole);
    });
  },
});

/** Contacts with a member that only other values of another member ask for: a state in a country that needs none. */
function sometimesOptional(context: RuleContext): Variant<JsonObject>[] {
  const { contract, target } = context;
  const shape = inputShape(contract, 'PutContactInformation', ['ContactInformation']);
  if (shape.kind !== 'structure') return [];
  const placed = loadPlausible().places.filter(({ onRequest }) => !onRequest);
  return Object.entries(shape.members).flatMap(([name, { requiredWhen }]) => {
    if (!requiredWhen) return [];
    const { member, oneOf } = requiredWhen;
    const free = placed
      .flatMap(({ members }) => members[member] ?? [])
      .filter((value) => !oneOf.includes(value));
    const withMember = (value: string) =>
      primaryContact(contract, { values: target.values, fixed: { [member]: value }, present: [[name]] });
    return free.length === 0 ? [] : [{ label: name, arbitrary: fc.constantFrom(...free).chain(withMember) }];
  });
}

const putTwice = rule({
  id: 'primary-contact/put-twice',
  level: 'must',
  since: '0.1.0',
  statement: 'Repeating a put of the primary contact changes nothing.',
  source: guide('PutContactInformation') + '; model: PutContactInformation (idempotent)',
  operations: OPERATIONS,
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      for (let time = 0; time < 3; time += 1) await putAndRead(context.caller, contact);
    });
  },
});

const oneMember = rule({
  id: 'primary-contact/replace-one-member',
  level: 'must',
  since: '0.1.0',
  statement: 'A primary contact that differs from the stored one in a single member is stored as it was put.',
  source: guide('PutContactInformation'),
  operations: OPERATIONS,
  async check(context) {
    const shape = inputShape(context.contract, 'PutContactInformation', ['ContactInformation']);
    const bound = context.target.values === 'any' ? DEPENDENT : PLACE;
    const free =
      shape.kind === 'structure' ? Object.keys(shape.members).filter((name) => !bound.has(name)) : [];
    const drawn = fc.tuple(contacts(context), contacts(context), fc.constantFrom(...free));
    await context.forAny(drawn, async ([before, other, name]) => {
      await putAndRead(context.caller, before);
      const { [name]: _, ...rest } = before;
      const value = other[name];
      const required = shape.kind === 'structure' && shape.members[name]?.required;
      if (value === undefined && required) return;
      await putAndRead(context.caller, value === undefined ? rest : { ...rest, [name]: value });
    });
  },
});

/** Members of which one may ask for the other. */
const DEPENDENT = new Set(['CountryCode', 'StateOrRegion']);
/** Members that have to fit one another on a service that checks them. */
const PLACE = new Set(['CountryCode', 'StateOrRegion', 'PostalCode', 'City', 'PhoneNumber']);

const stateForms = rule({
  id: 'primary-contact/us-state-forms',
  level: 'must',
  since: '0.1.0',
  statement: 'For the United States both the two-letter code of a state and its full name are accepted.',
  source: guide('ContactInformation › StateOrRegion'),
  operations: OPERATIONS,
  async check(context) {
    const { places, phones } = loadPlausible();
    const phone = phones.find(({ country }) => country === 'US')?.forms[0]?.replaceAll('#', '1');
    const variants = places
      .filter(({ members }) => members['CountryCode'] === 'US')
      .map(({ members }) => ({
        label: `StateOrRegion ${members['StateOrRegion']}`,
        arbitrary: contacts(context).map((contact) => ({ ...contact, ...members, PhoneNumber: phone ?? '' })),
      }));
    await context.forEach(variants, (contact) => putAndRead(context.caller, contact));
  },
});

const urls = rule({
  id: 'primary-contact/website-schemes',
  level: 'must',
  since: '0.1.0',
  statement: 'Web addresses with http and with https are accepted, with whatever else an address may have.',
  source: guide('ContactInformation › WebsiteUrl'),
  operations: OPERATIONS,
  async check(context) {
    const { values } = context.target;
    const addresses = values === 'any' ? [...PLAIN_URLS, ...OTHER_URLS] : PLAIN_URLS;
    const variants = addresses.map((label) => ({ label, arbitrary: contacts(context) }));
    await context.forEach(variants, async (contact, WebsiteUrl) => {
      await putAndRead(context.caller, { ...contact, WebsiteUrl });
    });
  },
});

const PLAIN_URLS = ['http://www.example.com/', 'https://www.example.com/', 'https://example.com'];
/** Each with something that a pattern for web addresses may have forgotten, and that web sites of companies have. */
const OTHER_URLS = [
  'http://example.com',
  'https://example.com:8443/a',
  'https://192.0.2.1/',
  'https://xn--bcher-kva.example/',
  'https://a-b.example.photography/',
  'https://example.com/a_b-c~d/e.html',
  'https://example.com/?a=1&b=%20x#top',
  'https://example.com/(a);b,c!d',
  'https://example.com/%E6%9D%B1',
  'https://example.com//a/',
];

const alternatesApart = rule({
  id: 'primary-contact/alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves the alternate contacts as they are.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...OPERATIONS, 'GetAlternateContact'],
  async check(context) {
    await context.forAny(contacts(context), async (contact) => {
      const subject = { context, caller: context.caller, account: {} };
      await unchanged(subject, alternateContactReads(subject), () => putAndRead(context.caller, contact));
    });
  },
});

export const primaryContactRules: readonly Rule[] = [
  readBack,
  replace,
  optionalGone,
  eachOptionalGone,
  putTwice,
  oneMember,
  stateForms,
  urls,
  alternatesApart,
];
