import type { Contract, Operation, Shape, StringShape, Provocation } from '../spec/contract.ts';
import type { Json, JsonObject } from '../spec/json.ts';
import type { WireRequest } from '../targets/transport/exchange.ts';
import { claims, type Identity, type Target } from '../targets/target.ts';

/**
 * The shape at a path of an operation's input; `[]` is the element of a list.
 * @throws {RangeError} where the contract has no such member.
 */
export function inputShape(contract: Contract, operation: string, path: readonly string[]): Shape {
  let shape: Shape | undefined = contract.operations[operation]?.input;
  for (const step of path) {
    if (step === '[]') shape = shape?.kind === 'list' ? shape.member : undefined;
    else shape = shape?.kind === 'structure' ? shape.members[step]?.shape : undefined;
  }
  if (!shape) throw new RangeError(`the contract has no input member ${operation}.${path.join('.')}`);
  return shape;
}

/** The values of an enum member of an operation's input. */
export function enumOf(contract: Contract, operation: string, ...path: string[]): readonly string[] {
  const shape = inputShape(contract, operation, path);
  return shape.kind === 'string' && shape.enum ? shape.enum : [];
}

/** The shape of a text member of an operation's input. @throws {RangeError} where it is none. */
export function textShape(contract: Contract, operation: string, member: string): StringShape {
  const shape = inputShape(contract, operation, [member]);
  if (shape.kind !== 'string') throw new RangeError(`${operation}.${member} is not a text in this contract`);
  return shape;
}

/** The operations that change nothing, of those that the target says it has. */
export function claimedReads(contract: Contract, target: Pick<Target, 'operations'>): Operation[] {
  return Object.values(contract.operations).filter(
    ({ name, changes }) => changes === null && claims(target, name),
  );
}

/** The request of an ordinary call, as the contract's protocol writes it. */
export function operationRequest(
  contract: Contract,
  identity: Identity,
  operation: string,
  input: Json,
  provokes: readonly Provocation[] = [],
): WireRequest {
  const known = contract.operations[operation];
  if (!known) throw new RangeError(`the contract (${contract.edition}) has no operation ${operation}`);
  return {
    identity,
    operation,
    method: known.method,
    target: known.path,
    headers: [['content-type', contract.wire.contentType]],
    // From the pool of small buffers: an encoder takes ten times as long.
    body: Buffer.from(JSON.stringify(input)),
    provokes,
  };
}

/** The text of a member; empty where it is none. */
export function textMember(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
