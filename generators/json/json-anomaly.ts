import type * as fc from 'fast-check';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';

/**
 * One way in which a body is not what the contract asks for. `must`: it has to be refused; `no-crash`: refused or
 * accepted, but never a server error, a hang or a partial write; `contested`: either, observed only.
 */
export interface JsonAnomaly {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly refused: 'must' | 'no-crash' | 'contested';
  /** Whether the anomaly means anything for an operation's input. */
  applies(operation: Operation): boolean;
  /** Bodies made from a valid input. */
  apply(valid: JsonObject): fc.Arbitrary<Uint8Array>;
}

/** An anomaly of text: bodies are its UTF-8 bytes. */
export function textAnomaly(
  id: string,
  title: string,
  refused: JsonAnomaly['refused'],
  texts: (valid: JsonObject) => fc.Arbitrary<string>,
  applies: (operation: Operation) => boolean = () => true,
): JsonAnomaly {
  return { id, title, refused, applies, apply: (valid) => texts(valid).map(utf8) };
}

/** Whether an operation has a member that must be there. */
export function requiresMembers(operation: Operation): boolean {
  return Object.values(operation.input.members).some(({ required }) => required);
}

/** The bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The JSON text of an object with one more member at the end, whose value is given as raw text. */
export function withRawMember(valid: JsonObject, name: string, raw: string): string {
  const text = JSON.stringify(valid);
  const comma = Object.keys(valid).length === 0 ? '' : ',';
  return `${text.slice(0, -1)}${comma}${JSON.stringify(name)}:${raw}}`;
}

/** A member name that no operation of the contract has. */
export const UNKNOWN_MEMBER = 'UnknownMember';

const encoder = new TextEncoder();
