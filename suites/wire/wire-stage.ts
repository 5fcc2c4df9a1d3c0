import type fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { RuleContext } from '../../harness/context.ts';
import { operationRequest } from '../../harness/operation-request.ts';
import type { Stage } from '../../harness/subject.ts';
import { usualStage } from '../validation/stage-for.ts';

/** Where an operation is proven, with inputs that can be sent there. */
export interface WireStage {
  readonly stage: Stage;
  readonly inputs: fc.Arbitrary<JsonObject>;
}

export async function wireStage(context: RuleContext, operation: Operation): Promise<WireStage> {
  const { stage, options } = await usualStage(context, operation);
  return { stage, inputs: validInput(context.contract, operation.name, options) };
}

/** The ordinary request of an input, whose bytes an anomaly then changes. */
export function ordinaryRequest(
  { context, caller }: Stage,
  operation: Operation,
  input: JsonObject,
): WireRequest {
  return operationRequest(context.contract, caller.identity, operation.name, input);
}
