import type { JsonObject } from '../../spec/json.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, textMember } from '../../harness/contract-lookup.ts';
import { returning } from '../../harness/subject.ts';
import { kindOf } from './contact-kinds.ts';

/*
 * Putting and reading both kinds of contact. A contact is what is put: an alternate one the members with their type, the
 * primary one `{ ContactInformation }`. The account is `{}` for the caller's own, else `{ AccountId }`.
 */

/** The operations of the alternate contacts. */
export const CONTACT_OPERATIONS = ['PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'];

/** The operations of the primary contact. */
export const PRIMARY_OPERATIONS = ['PutContactInformation', 'GetContactInformation'];

export function contactTypes({ contract }: Pick<RuleContext, 'contract'>): readonly string[] {
  return enumOf(contract, 'PutAlternateContact', 'AlternateContactType');
}

export function ofType(contact: JsonObject, type: string): JsonObject {
  return { ...contact, AlternateContactType: type };
}

export function typeOf(contact: JsonObject): JsonObject {
  return { AlternateContactType: contact['AlternateContactType'] ?? null };
}

export async function put(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  await caller.expect(kindOf(contact).put, { ...contact, ...account }).toSucceed();
}

/** Reads until exactly this contact comes back, within the consistency window. */
export async function reads(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  const { get, key, shown } = kindOf(contact);
  await caller.eventually(get, { ...key(contact), ...account }, returning(shown(contact)));
}

export async function putAndRead(
  caller: Caller,
  contact: JsonObject,
  account: JsonObject = {},
): Promise<void> {
  await put(caller, contact, account);
  await reads(caller, contact, account);
}

/** Puts an alternate contact where nothing is stored before, so that nothing is replaced. */
export async function createAndRead(caller: Caller, contact: JsonObject): Promise<void> {
  await clear(caller, textMember(contact, 'AlternateContactType'));
  await putAndRead(caller, contact);
}

/** Makes sure that no alternate contact of a type is stored, with whatever error that is said. */
export async function clear(caller: Caller, type: string): Promise<void> {
  const input = { AlternateContactType: type };
  await caller.call('DeleteAlternateContact', input);
  await caller.eventually('GetAlternateContact', input, caller.refusal());
}

/** Deletes an alternate contact. */
export async function remove(caller: Caller, contact: JsonObject): Promise<void> {
  await caller.expect('DeleteAlternateContact', typeOf(contact)).toSucceed();
}

/** Reads until the contact is not found, within the consistency window. */
export async function missing(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  const { get, key } = kindOf(contact);
  const gone = caller.refusal('ResourceNotFoundException');
  await caller.eventually(get, { ...key(contact), ...account }, gone);
}
