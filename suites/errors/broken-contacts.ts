import fc from 'fast-check';
import { alternateContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, textMember } from '../../harness/contract-lookup.ts';
import { precondition, draw, type Subject } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import type { ContactKind } from '../steps/contact-kinds.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { putAndRead } from '../steps/contacts.ts';

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
  const [sent = {}, kept = {}] = draw(ruleSubject, 'contacts', kind.values(context, 2));
  await precondition(async () => {
    await putAndRead(subject.caller, sent, subject.account);
    await putAndRead(subject.caller, kept, subject.account);
  });
  const read = { operation: kind.get, input: { ...kind.key(kept), ...subject.account } };
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
