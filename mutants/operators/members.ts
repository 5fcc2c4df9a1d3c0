import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Call } from '../../reference/core/service-parts.ts';
import type { JsonObject, Json } from '../../spec/json.ts';
import type { Shape, StructureShape } from '../../spec/contract.ts';
import type { Compose } from '../mutant.ts';
import { bodyOf, rewriteError, rewriteSuccess, withBody } from './rewrite-response.ts';

/** A member that is a text; empty where it is none. */
export function textOf(value: JsonObject | null, member: string): string {
  const text = value?.[member];
  return typeof text === 'string' ? text : '';
}

/** The contact type that a call names. */
export function contactType({ input }: Call): string {
  return textOf(input, 'AlternateContactType');
}

/** The primary contact that an input holds; `null`: none, or nothing like one. */
export function primaryContactIn({ ContactInformation: contact }: JsonObject): JsonObject | null {
  return isJsonObject(contact) ? contact : null;
}

/** Changes each value of an input before it is read; structures are walked, lists are handed over whole. */
export function coerceMembers(change: (value: Json, shape: Shape, name: string) => Json): Compose {
  const walk = (shape: StructureShape, value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([name, given]) => {
        const own = shape.members[name]?.shape;
        if (!own) return [name, given];
        const changed = change(given, own, name);
        return [name, own.kind === 'structure' && isJsonObject(changed) ? walk(own, changed) : changed];
      }),
    );
  return (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => parts.readInput(shape, walk(shape, input), errorName),
  });
}

/**
 * Adds members that no contract names to every output and error, at every level, with another value each time: right, as
 * every client of the protocol lets them pass. What it shows breaks no rule.
 */
export function furtherMembers(): Compose {
  let count = 0;
  const added = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((element: Json) => added(element));
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([name, part]): [string, Json] => [name, added(part)]);
    count += 1;
    return { ...Object.fromEntries(members), VerificationStatus: `UNVERIFIED ${count}`, Further: { count } };
  };
  const inBody = (body: JsonObject): Json => added(body);
  const successes = rewriteSuccess(null, (response, { output }) =>
    output === null ? response : withBody(response, inBody(bodyOf(response))),
  );
  const errors = rewriteError((response) => withBody(response, inBody(bodyOf(response))));
  return (parts) => errors(successes(parts));
}
