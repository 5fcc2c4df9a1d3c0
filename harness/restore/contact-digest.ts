import { createHash } from 'node:crypto';
import { bodyReadings } from '../../targets/guard/body-readings.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Contract, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { asObject } from '../answers/answer.ts';
import { textKey } from './written-texts.ts';

/** What tells of whom a contact is, and not what it says. */
const NAMES = new Set(['AccountId', 'AlternateContactType']);

/** Of a contact as a whole, up to white space and case; members that are empty are as good as missing. */
export function contactDigest(contact: unknown): string {
  const members = Object.entries(asObject(contact as Json) ?? {}).flatMap(([name, value]) => {
    const text = typeof value === 'string' || typeof value === 'number' ? textKey(String(value)) : '';
    return NAMES.has(name) || text === '' ? [] : [[name, text]];
  });
  const sorted = members.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

/** The digests of the contacts that a request may be read as; of members that the contract does not know nothing is stored. */
export function contactsWritten(request: WireRequest, operation: string, contract: Contract): string[] {
  const input = contract.operations[operation]?.input;
  const read = bodyReadings(request).flatMap((text) => {
    const body = asObject(parsed(text));
    if (!body || !input) return [];
    const contact = asObject(body['ContactInformation']);
    const shape = input.members['ContactInformation']?.shape;
    return contact && shape?.kind === 'structure'
      ? [contactDigest(known(contact, shape))]
      : [contactDigest(known(body, input))];
  });
  return [...new Set(read)];
}

function known(members: JsonObject, { members: names }: StructureShape): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => Object.hasOwn(names, name)));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
