import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Compose } from '../mutant.ts';
import { bodyOf, rewriteError, rewriteSuccess, withBody } from './rewrite-response.ts';

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
