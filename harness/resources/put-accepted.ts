import type { JsonValue } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import type { RuleSubject } from '../subject.ts';
import { firstThatHolds } from '../tries.ts';
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

/** Whether what is put can be read: one that was always refused, though the put succeeded, tells nothing of what is there. */
export function isReadable({ context: { session } }: RuleSubject, put: string, get: string): boolean {
  const { survey } = session.environment;
  return !survey.isRefused(get) || !survey.hasSucceeded(put);
}

/** Sees something of what was put, a text of the output. How much of it is there is for other rules to judge. */
export async function showsSome({ caller }: RuleSubject, read: Read, output: JsonObject): Promise<void> {
  const contact = firstObject(output);
  const answer = await caller.callUntil(read.operation, read.input, (seen) => sharedTexts(seen, contact) > 0);
  if (sharedTexts(answer, contact) > 0) return;
  caller.judge(
    read.operation,
    { kind: 'success', output: output as JsonValue, outputMatch: 'contains' },
    answer,
  );
}

/**
 * Where reads may lag, waits until one shows the texts that were put, or that the contact is gone, so that what is read
 * next is as recent. Whether it ever does is judged by the rules about reading.
 */
export async function untilShown(
  { caller, context: { contract, session } }: RuleSubject,
  { operation, input }: Read,
  contact: JsonObject | null,
): Promise<void> {
  const { lag } = session.environment;
  const { reads = null } = contract.operations[operation] ?? {};
  // Where it is known that reads lag, the next one waits by itself.
  if (lag.windowMs > 0 && !(reads !== null && lag.lags(reads)))
    await caller.callUntil(operation, input, (answer) =>
      contact ? shows(answer, contact) : answer.output === null,
    );
}

function shows(answer: Answer, contact: JsonObject): boolean {
  return sharedTexts(answer, contact) === Object.keys(contact).length;
}

/** How many members of the contact an output shows. */
function sharedTexts({ output }: Answer, contact: JsonObject): number {
  const found = firstObject(output ?? {});
  return Object.entries(contact).filter(([name, value]) => found[name] === value).length;
}

function firstObject(output: JsonObject): JsonObject {
  for (const value of Object.values(output)) {
    const object = asObject(value);
    if (object) return object;
  }
  return {};
}
