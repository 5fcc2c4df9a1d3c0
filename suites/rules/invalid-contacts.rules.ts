import fc from 'fast-check';
import { finiteTexts } from '../../generators/text/finite-texts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { judgeText } from '../../generators/values/judge-text.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition, draw, unchanged } from '../../harness/subject.ts';
import { guide, protocol } from '../../harness/source.ts';
import { textMember } from '../../harness/text-member.ts';
import { CONTACT_KINDS, store, type ContactKind } from './account-contacts.ts';
import { named, own, type Subject } from './account-views.ts';
import { managed } from './context-row.ts';
import { textsAgainstPattern } from './invalid-texts.ts';
import { shapeOf } from './value-steps.ts';

const PUT_PRIMARY = 'PutContactInformation';
/** The member that holds a contact; an alternate one is the input itself. */
const NESTED: Readonly<Record<string, readonly string[]>> = { [PUT_PRIMARY]: ['ContactInformation'] };
const INVALID = 'ValidationException';
const UNREADABLE = 'SerializationException';

/** The contact within an input of the put, and an input with another contact. */
function contactOf(kind: ContactKind, input: JsonObject): JsonObject {
  const [name] = NESTED[kind.put] ?? [];
  return name === undefined ? input : ((input[name] ?? {}) as JsonObject);
}

function withContact(kind: ContactKind, contact: JsonObject): JsonObject {
  const [name] = NESTED[kind.put] ?? [];
  return name === undefined ? contact : { [name]: contact };
}

/** A contact with what is wrong in it, in words. */
interface Broken {
  readonly label: string;
  readonly contact: JsonObject;
}

/** Each text member with each text that its pattern refuses. */
function againstPatterns(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  return Object.entries(members).flatMap(([name, { shape }]) =>
    shape.kind === 'string' && shape.format === null
      ? textsAgainstPattern(shape, textMember(contact, name)).map((text) => ({
          label: `${name}: ${JSON.stringify(text)}`,
          contact: { ...contact, [name]: text },
        }))
      : [],
  );
}

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

/** Each constraint of each member broken once, in the simplest way. */
function eachConstraint(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  return Object.entries(members).flatMap(([name, { shape, required }]) => {
    if (shape.kind !== 'string' || shape.format !== null || shape.enum) return [];
    const breaks: Record<string, string | undefined> = {
      'too long': (textMember(contact, name) || 'a').padEnd((shape.maxLength ?? 0) + 1, '1'),
      ...(shape.minLength === null || shape.minLength === 0 ? {} : { empty: '' }),
      ...(shape.pattern === null ? {} : { malformed: 'x\u00e9' }),
      ...(required ? { absent: undefined } : {}),
    };
    return Object.entries(breaks).map(([how, value]) => {
      const { [name]: _, ...rest } = contact;
      return {
        label: `${name} ${how}`,
        contact: value === undefined ? rest : { ...rest, [name]: value },
      };
    });
  });
}

/** Sees a valid contact stored, then each broken one refused; afterwards what was stored before is still there. */
async function refuses(
  context: RuleContext,
  kind: ContactKind,
  subject: Subject,
  breaks: (contact: JsonObject) => readonly Broken[],
): Promise<void> {
  const ruleSubject = { context, ...subject };
  const [sent = {}, kept = {}] = draw(ruleSubject, 'contacts', kind.values(context, 2));
  await precondition(async () => {
    await store(kind, subject, sent);
    await store(kind, subject, kept);
  });
  const read = { operation: kind.get, input: { ...kind.key(kept), ...subject.account } };
  const broken = breaks(contactOf(kind, sent)).map(({ label, contact }) => ({
    label,
    arbitrary: fc.constant(contact),
  }));
  await unchanged(ruleSubject, [read], () =>
    context.forEach(broken, async (contact) => {
      const input = { ...withContact(kind, contact), ...subject.account };
      await subject.caller.expect(kind.put, input, { provokes: ['body'] }).toBeRefused(INVALID);
    }),
  );
}

/** In every member, alone and within a text. */
async function survivesSurrogates(context: RuleContext, kind: ContactKind): Promise<void> {
  const subject = own(context.caller);
  const [sent = {}] = draw({ context, ...subject }, 'contact', kind.values(context, 1));
  await precondition(() => store(kind, subject, sent));
  const contact = contactOf(kind, sent);
  for (const name of Object.keys(contact)) {
    for (const text of ['\ud800', 'a\udfffz']) {
      const input = withContact(kind, { ...contact, [name]: text });
      await subject.caller
        .expect(kind.put, input, { provokes: ['body'] })
        .toAnswer({ kind: 'no-server-error' });
    }
  }
}

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
    'PutContactInformation refuses what breaks a constraint whatever the country: in each member, and a phone number without its country; nothing is stored.',
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
      await precondition(() => store(kind, subject, withContact(kind, contact)));
      const read = { operation: kind.get, input: {} };
      await unchanged({ context, ...subject }, [read], async () => {
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

/** A flattened input lacks the structure whatever else stands there. */
const oneLevelUp = rule({
  id: 'errors/contact-one-level-up',
  level: 'must',
  since: '0.1.0',
  statement:
    'PutContactInformation refuses members of a contact that stand in place of ContactInformation and not in it; nothing is stored.',
  source: guide('PutContactInformation › Request Body', 'PutContactInformation › Errors'),
  operations: [PUT_PRIMARY, 'GetContactInformation'],
  async check(context) {
    const [kind] = CONTACT_KINDS.filter(({ put }) => NESTED[put] !== undefined);
    if (!kind) return;
    const subject = own(context.caller);
    const ruleSubject = { context, ...subject };
    const [sent = {}, kept = {}] = draw(ruleSubject, 'contacts', kind.values(context, 2));
    await precondition(async () => {
      await store(kind, subject, sent);
      await store(kind, subject, kept);
    });
    await unchanged(ruleSubject, [{ operation: kind.get, input: {} }], () =>
      // Whoever knows no such members may say so instead.
      subject.caller
        .expect(kind.put, contactOf(kind, sent), { provokes: ['body'] })
        .toBeRefused(INVALID, UNREADABLE),
    );
  },
});

const DATA_TYPES: Readonly<Record<string, string>> = {
  PutAlternateContact: 'PutAlternateContact › Request Body',
  PutContactInformation: 'ContactInformation',
};

function rulesOf(kind: ContactKind): Rule[] {
  const common = { level: 'must', since: '0.1.0', operations: [kind.put, kind.get] } as const;
  const source = guide(DATA_TYPES[kind.put] ?? kind.put, `${kind.put} › Errors`);
  return [
    rule({
      ...common,
      id: `errors/invalid-characters/${kind.put}`,
      statement: `${kind.put} refuses every character that a pattern leaves out, and forms of text that only look right; nothing is stored.`,
      source,
      check: (context) =>
        refuses(context, kind, own(context.caller), (contact) => againstPatterns(context, kind, contact)),
    }),
    rule({
      ...common,
      id: `errors/several-missing/${kind.put}`,
      statement: `${kind.put} refuses a contact without any two of its required members, or without all of them; nothing is stored.`,
      source,
      check: (context) =>
        refuses(context, kind, own(context.caller), (contact) => withoutSeveral(context, kind, contact)),
    }),
    rule({
      ...common,
      id: `errors/lone-surrogates/${kind.put}`,
      statement: `A lone surrogate in any member of the contact does not make ${kind.put} fail with a server error.`,
      source: protocol('restJson1: strings are Unicode text'),
      check: (context) => survivesSurrogates(context, kind),
    }),
    rule({
      ...common,
      id: `errors/invalid-for-member/${kind.put}`,
      statement: `${kind.put} for a member account refuses what it refuses for one's own: each constraint of each member of the contact.`,
      source: guide(DATA_TYPES[kind.put] ?? kind.put, 'Understanding API modes of operation'),
      needs: ['management'],
      check: async (context) => {
        const { management, memberId } = managed(context);
        await refuses(context, kind, named(management, memberId), (contact) =>
          eachConstraint(context, kind, contact),
        );
      },
    }),
  ];
}

export const invalidContactRules: readonly Rule[] = [
  ...CONTACT_KINDS.flatMap(rulesOf),
  everyCountry,
  everyPlace,
  oneLevelUp,
];
