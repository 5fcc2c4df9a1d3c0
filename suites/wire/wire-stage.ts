import type fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { RuleContext } from '../../harness/context.ts';
import { operationRequest } from '../../harness/operation-request.ts';
import type { RuleSubject } from '../../harness/subject.ts';
import { usualSubject } from '../validation/stage-for.ts';

/** Where an operation is proven, with inputs that can be sent there. */
export interface WireSubject {
  readonly subject: RuleSubject;
  readonly inputs: fc.Arbitrary<JsonObject>;
}

export async function wireSubject(context: RuleContext, operation: Operation): Promise<WireSubject> {
  const { subject, options } = await usualSubject(context, operation);
  return { subject, inputs: validInput(context.contract, operation.name, options) };
}

/** The ordinary request of an input, whose bytes an anomaly then changes. */
export function ordinaryRequest(
  { context, caller }: RuleSubject,
  operation: Operation,
  input: JsonObject,
): WireRequest {
  return operationRequest(context.contract, caller.identity, operation.name, input);
}
