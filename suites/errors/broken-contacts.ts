import fc from 'fast-check';
import { alternateContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, textMember } from '../../harness/contract-lookup.ts';
import { draw, precondition, type Subject } from '../../harness/subject.ts';
import { firstThatHolds, tries } from '../../harness/tries.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import type { ContactKind } from '../steps/contact-kinds.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { put } from '../steps/contacts.ts';
import { untilShown } from '../../harness/resources/put-accepted.ts';
import { judgeText } from '../../generators/values/judge-text.ts';
import { PRINTABLE_ASCII } from '../../generators/text/pattern-grammar.ts';
import { isPadded } from '../../generators/near-miss/swept-values.ts';
import type { StringShape } from '../../spec/contract.ts';

export const PUT_PRIMARY = 'PutContactInformation';

/** The member that holds a contact; an alternate one is the input itself. */
export const NESTED: Readonly<Record<string, readonly string[]>> = { [PUT_PRIMARY]: ['ContactInformation'] };

export const INVALID = 'ValidationException';

/** The contact within an input of the put, and an input with another contact. */
export function contactOf(kind: ContactKind, input: JsonObject): JsonObject {
  const [name] = NESTED[kind.put] ?? [];
  return name === undefined ? input : ((input[name] ?? {}) as JsonObject);
}

export function withContact(kind: ContactKind, contact: JsonObject): JsonObject {
  const [name] = NESTED[kind.put] ?? [];
  return name === undefined ? contact : { [name]: contact };
}

/** A contact with what is wrong in it, in words. */
export interface Broken {
  readonly label: string;
  readonly contact: JsonObject;
}

/** Each constraint of each member broken once, in the simplest way. */
export function eachConstraint(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
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
export async function refuses(
  context: RuleContext,
  kind: ContactKind,
  subject: Subject,
  breaks: (contact: JsonObject) => readonly Broken[],
): Promise<void> {
  const ruleSubject = { context, ...subject };
  const [sent = {}, kept = {}] = await precondition(() =>
    firstThatHolds(context.session, tries('contacts'), async (name) => {
      const contacts = draw(ruleSubject, name, kind.values(context, 2));
      for (const contact of contacts) await put(subject.caller, contact, subject.account);
      return contacts;
    }),
  );
  const read = { operation: kind.get, input: { ...kind.key(kept), ...subject.account } };
  await untilShown(ruleSubject, read, contactOf(kind, kept));
  const broken = breaks(contactOf(kind, sent)).map(({ label, contact }) => ({
    label,
    arbitrary: fc.constant(contact),
  }));
  await expectUnchangedFor(ruleSubject, [read], () =>
    context.forEach(broken, async (contact) => {
      const input = { ...withContact(kind, contact), ...subject.account };
      await subject.caller.expect(kind.put, input, { provokes: ['body'] }).toBeRefused(INVALID);
    }),
  );
}

export const DATA_TYPES: Readonly<Record<string, string>> = {
  PutAlternateContact: 'PutAlternateContact › Request Body',
  PutContactInformation: 'ContactInformation',
};

/** What the rules about one kind of contact have in common. */
export function ofKind(kind: ContactKind) {
  return {
    common: { level: 'must', since: '0.1.0', operations: [kind.put, kind.get] },
    source: guide(DATA_TYPES[kind.put] ?? kind.put, `${kind.put} › Errors`),
  } as const;
}

export function withEmptyMembers(contract: RuleContext['contract'], values: 'any' | 'plausible') {
  const members = Object.keys(contract.operations['PutAlternateContact']?.input.members ?? {});
  const texts = members.filter(
    (name) => name !== 'AccountId' && enumOf(contract, 'PutAlternateContact', name).length === 0,
  );
  return fc.record({
    contact: alternateContact(contract, { values }),
    empty: fc.subarray(texts, { minLength: 2 }),
  });
}

/** Characters that other dialects and careless classes take for digits, hyphens, letters or nothing. */
const LOOKALIKES = [
  '\u0663',
  '\u0969',
  '\uff13',
  '\u2010',
  '\u2011',
  '\u2013',
  '\u2212',
  '\uff0b',
  '\uff0d',
  '\u017f',
  '\u212a',
  '\u0131',
  '\u00e9',
  '\u00df',
  '\u0416',
  '\u200b',
  '\u00ad',
  '\u0000',
];

/** Forms that other services take for a phone number or an address. */
const FORMS = [
  '206-555-0100 x5',
  '206 555 0100 ext. 5',
  '206.555.0100',
  '206/555/0100',
  'tel:+12065550100',
  '+12065550100;5',
  '+1 206 555 0100, 0101',
  '12065550100',
  '++12065550100',
  '+1+2065550100',
  '+1 206 555 0100 x5',
  '+1.206.555.0100',
  'jane@example',
  'jane@localhost',
  '@example.com',
  'jane@',
  'jane',
  'jane@@example.com',
  'jane@x@example.com',
  'jane doe@example.com',
  '"jane"@example.com',
  'Jane <jane@example.com>',
  '<jane@example.com>',
  'mailto:jane@example.com',
  'jane@example.com.',
  'jane@example.com-',
  'jane@example.c-m',
  'jane@[127.0.0.1]',
  'jane@example.com,joe@example.com',
  'jane@example.com;joe@example.com',
  'jane@example.com joe@example.com',
  "o'brien@example.com",
  'jane%x@example.com',
  'jane/x@example.com',
  'jane*@example.com',
  'jane?@example.com',
  'jane~@example.com',
  'jane^@example.com',
  'jane$@example.com',
  'jane{x}@example.com',
  'jane`@example.com',
  'jane@exam ple.com',
  'jane@exam/ple.com',
  'jane\\@example.com',
  'x\njane@example.com',
  'jane@example.com\nx',
  'x\n12065550100',
  '12065550100\nx',
  'x\n+12065550100',
  '+12065550100\nx',
];

/** Texts that a shape's pattern refuses: forms of others, and a valid text with each foreign character in it. */
export function textsAgainstPattern(shape: StringShape, valid: string): string[] {
  if (shape.pattern === null) return [];
  const characters = [...PRINTABLE_ASCII, ...LOOKALIKES];
  const places = characters.flatMap((character, index) => {
    const at = index % (valid.length + 1);
    return [valid.slice(0, at) + character + valid.slice(at), valid + character];
  });
  const texts = [...FORMS, ...places];
  return [...new Set(texts)].filter((text) => judgeText(shape, text) === 'invalid' && !isPadded(shape, text));
}
