import type { JsonValue } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import { textMember } from '../../harness/text-member.ts';

/** The operations of the alternate contacts. */
export const CONTACT_OPERATIONS = ['PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'];

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
  await caller.expect('PutAlternateContact', { ...contact, ...account }).toSucceed();
}

/** Reads until exactly this contact comes back, within the consistency window. */
export async function reads(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  await caller.eventually(
    'GetAlternateContact',
    { ...typeOf(contact), ...account },
    { kind: 'success', output: { AlternateContact: contact as JsonValue }, outputMatch: 'equal' },
  );
}

export async function putAndRead(
  caller: Caller,
  contact: JsonObject,
  account: JsonObject = {},
): Promise<void> {
  await put(caller, contact, account);
  await reads(caller, contact, account);
}

/** Puts where nothing is stored before, so that nothing is replaced. */
export async function createAndRead(caller: Caller, contact: JsonObject): Promise<void> {
  await clear(caller, textMember(contact, 'AlternateContactType'));
  await putAndRead(caller, contact);
}

/** Makes sure that nothing is stored, with whatever error that is said. */
export async function clear(caller: Caller, type: string, account: JsonObject = {}): Promise<void> {
  await caller.call('DeleteAlternateContact', { AlternateContactType: type, ...account });
  await caller.eventually(
    'GetAlternateContact',
    { AlternateContactType: type, ...account },
    caller.refusal(),
  );
}

export async function remove(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  await caller.expect('DeleteAlternateContact', { ...typeOf(contact), ...account }).toSucceed();
}

/** Reads until the contact is not found, within the consistency window. */
export async function missing(caller: Caller, contact: JsonObject, account: JsonObject = {}): Promise<void> {
  await caller.eventually(
    'GetAlternateContact',
    { ...typeOf(contact), ...account },
    caller.refusal('ResourceNotFoundException'),
  );
}
