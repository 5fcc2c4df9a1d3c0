import type fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import { draw } from '../../harness/subject.ts';

export function alternates({ contract, target }: RuleContext) {
  return alternateContact(contract, { values: target.values });
}

export function primaries({ contract, target }: RuleContext) {
  return primaryContact(contract, { values: target.values });
}

/** One value, by the rule's seed and a name. */
export function one<T>(context: RuleContext, name: string, arbitrary: fc.Arbitrary<T>): T {
  return draw({ context, caller: context.caller, account: {} }, name, arbitrary);
}

export function shapeOf(
  { contract }: RuleContext,
  operation: string,
  path: readonly string[],
): StructureShape {
  const shape =
    path.length === 0 ? contract.operations[operation]?.input : inputShape(contract, operation, path);
  if (shape?.kind !== 'structure') throw new RangeError(`${operation}: no structure ${path.join('.')}`);
  return shape;
}

/** A service that checks more than form need not take any text for a name or an address. */
export function anyText(context: RuleContext): void {
  if (context.target.values !== 'any')
    context.notApplicable('the target is asked with plausible values only');
}
