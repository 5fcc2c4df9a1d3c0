import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { AnswerExpectation, JsonValue } from '../../results/record.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../../harness/answers/answer.ts';
import type { RuleContext } from '../../harness/context.ts';
import { returning } from '../../harness/subject.ts';
import { MOST_TRIES } from '../../harness/tries.ts';

/** A contact of an account, by the operations that put, read and delete it. */
export interface ContactKind {
  readonly put: string;
  readonly get: string;
  readonly remove: string | null;
  /** So many inputs of the put, all for the same place. */
  values(context: RuleContext, count: number): fc.Arbitrary<JsonObject[]>;
  /** The input of reading or deleting what was put. */
  key(value: JsonObject): JsonObject;
  /** The output of reading what was put. */
  shown(value: JsonObject): JsonObject;
  /** The contact in an input of the put. */
  inner(value: JsonObject): JsonObject;
  /** The input with some members of the contact exchanged. */
  withInner(value: JsonObject, members: JsonObject): JsonObject;
}

export const alternate: ContactKind = {
  put: 'PutAlternateContact',
  get: 'GetAlternateContact',
  remove: 'DeleteAlternateContact',
  values: ({ contract, target }, count) =>
    several(alternateContact(contract, { values: target.values }), count).map((contacts) =>
      contacts.map((contact) => ({ ...contact, ...alternate.key(contacts[0] ?? contact) })),
    ),
  key: ({ AlternateContactType }) => ({ AlternateContactType: AlternateContactType ?? null }),
  shown: (contact) => ({ AlternateContact: contact }),
  inner: (contact) => contact,
  withInner: (contact, members) => ({ ...contact, ...members }),
};

const primary: ContactKind = {
  put: 'PutContactInformation',
  get: 'GetContactInformation',
  remove: null,
  values: ({ contract, target }, count) =>
    several(primaryContact(contract, { values: target.values }), count).map((contacts) =>
      contacts.map((contact) => ({ ContactInformation: contact })),
    ),
  key: () => ({}),
  shown: (input) => input,
  inner: ({ ContactInformation: contact }) => asObject(contact) ?? {},
  withInner: (input, members) => ({ ContactInformation: { ...primary.inner(input), ...members } }),
};

/** Contacts for one place, and how a read shows each of them. */
export interface Contacts {
  readonly values: readonly JsonObject[];
  shows(value: JsonObject): AnswerExpectation;
}

/**
 * The drawn contacts, and what to try where they are refused or not shown whole, though contacts as such are not in
 * question: an input that was seen accepted, told apart by one drawn member, which alone is read back.
 */
export function contactsToTry(
  { session }: RuleContext,
  kind: ContactKind,
  drawn: readonly JsonObject[],
): Contacts[] {
  const whole: Contacts = { values: drawn, shows: (value) => returning(kind.shown(value)) };
  const accepted = session.environment.survey.acceptedInput(kind.put);
  if (!accepted) return [whole];
  const telling = Object.keys(kind.inner(accepted)).filter((name) => tellsApart(kind, drawn, name));
  const only = (value: JsonObject, name: string) => ({ [name]: kind.inner(value)[name] ?? null });
  const narrow = telling.slice(0, MOST_TRIES - 1).map((name): Contacts => ({
    values: drawn.map((value) => kind.withInner(accepted, { ...kind.key(value), ...only(value, name) })),
    shows: (value) => ({
      kind: 'success',
      output: kind.shown(kind.withInner({}, only(value, name))) as JsonValue,
      outputMatch: 'contains',
    }),
  }));
  return [whole, ...narrow];
}

/** Whether all have different texts in a member that is no part of their place. */
function tellsApart(kind: ContactKind, contacts: readonly JsonObject[], name: string): boolean {
  const values = contacts.map((value) => kind.inner(value)[name]);
  const isPlace = contacts.some((value) => name in kind.key(value));
  return (
    !isPlace && values.every((value) => typeof value === 'string') && new Set(values).size === values.length
  );
}

export const CONTACT_KINDS: readonly ContactKind[] = [alternate, primary];

function several<T>(one: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count });
}

/** The kind of contact that an operation reads or changes; `null`: none. */
export function contactKindOf({ name }: Operation): ContactKind | null {
  return CONTACT_KINDS.find(({ put, get, remove }) => [put, get, remove].includes(name)) ?? null;
}

/** The kind of contact that an input of a put is. */
export function kindOf(value: JsonObject): ContactKind {
  return 'ContactInformation' in value ? primary : alternate;
}
