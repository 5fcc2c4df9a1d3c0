import type fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { RuleContext } from '../../harness/context.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import type { RuleSubject } from '../../harness/subject.ts';
import { usualSubject } from '../../harness/usual-subject.ts';

/** Where an operation is proven, with inputs that can be sent there. */
interface WireSubject {
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

/** The operations whose requests are made malformed one by one; those that change regions have one rule for all. */
export function quickOperations(contract: Contract): Operation[] {
  return provenOperations(contract).filter(({ changes }) => changes !== 'region');
}

/** The operations that change regions. */
export function changingOperations(contract: Contract): Operation[] {
  return provenOperations(contract).filter(({ changes }) => changes === 'region');
}

function provenOperations({ operations }: Contract): Operation[] {
  return Object.values(operations).filter((operation) => effectCheckOf(operation) !== null);
}
