import type fc from 'fast-check';
import { validInput } from '../../generators/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { WireRequest } from '../../targets/exchange.ts';
import type { RuleContext } from '../context.ts';
import { operationRequest } from '../operation-request.ts';
import type { Stage } from '../scenes/stage.ts';
import { regionsOf } from '../validation/stage-for.ts';

/** A lead on its own account with inputs that it can send. */
export interface WireStage {
  readonly stage: Stage;
  readonly inputs: fc.Arbitrary<JsonObject>;
}

export async function wireStage(context: RuleContext, operation: Operation): Promise<WireStage> {
  const { contract, target, caller } = context;
  const stage = { context, caller, account: {} };
  const options = { values: target.values, ...(await regionsOf(stage, operation)) };
  return { stage, inputs: validInput(contract, operation.name, options) };
}

/** The ordinary request of an input, whose bytes an anomaly then changes. */
export function ordinaryRequest(
  { context, caller }: Stage,
  operation: Operation,
  input: JsonObject,
): WireRequest {
  return operationRequest(context.contract, caller.identity, operation.name, input);
}
