import type { JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { firstThatHolds, type RuleSubject } from '../subject.ts';
import type { Read } from './expect-unchanged.ts';

/** Sends the inputs one after another until one is accepted, and returns it. @throws {Refutation} where none is. */
export async function putAccepted(
  { caller, context: { session } }: RuleSubject,
  operation: string,
  inputs: readonly JsonObject[],
): Promise<JsonObject> {
  return firstThatHolds(session, inputs, async (input) => {
    await caller.expect(operation, input).toSucceed();
    return input;
  });
}

/**
 * Where reads may lag, waits until one shows the texts that were put, so that what is read next is no older. What it
 * shows in the end is for the rules to judge that say so.
 */
export async function untilShown(
  { caller, context: { target } }: RuleSubject,
  { operation, input }: Read,
  contact: JsonObject,
): Promise<void> {
  if (target.timing.consistencyWindow > 0)
    await caller.callUntil(operation, input, (answer) => shows(answer, contact));
}

function shows({ output }: Answer, contact: JsonObject): boolean {
  const [found] = Object.values(output ?? {}).flatMap((value): JsonObject[] => {
    const object = asObject(value);
    return object ? [object] : [];
  });
  return Object.entries(contact).every(([name, value]) => found?.[name] === value);
}
