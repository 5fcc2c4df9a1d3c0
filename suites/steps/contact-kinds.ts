import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';

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
}

const alternate: ContactKind = {
  put: 'PutAlternateContact',
  get: 'GetAlternateContact',
  remove: 'DeleteAlternateContact',
  values: ({ contract, target }, count) =>
    several(alternateContact(contract, { values: target.values }), count).map((contacts) =>
      contacts.map((contact) => ({ ...contact, ...alternate.key(contacts[0] ?? contact) })),
    ),
  key: ({ AlternateContactType }) => ({ AlternateContactType: AlternateContactType ?? null }),
  shown: (contact) => ({ AlternateContact: contact }),
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
};

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
