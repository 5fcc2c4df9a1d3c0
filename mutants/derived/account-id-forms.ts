import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { obligationId } from '../../spec/obligations.ts';
import { isAdded } from '../added-operations.ts';
import type { Mutant } from '../mutant.ts';

/** Of each operation that can name an account, one that reads its id also with hyphens. */
export function accountIdFormFaults(contract: Contract): Mutant[] {
  return Object.values(contract.operations)
    .filter(({ input }) => 'AccountId' in input.members)
    .map((operation) => {
      const { name, input: shape } = operation;
      return {
        id: `derived/${name}/account-id-forms`,
        fault: `${name} accepts an account id with hyphens as the same id without them.`,
        kind: 'derived',
        rule: ruleOf(operation),
        compose: (parts) => ({
          ...parts,
          readInput: (given, input, errorName) =>
            parts.readInput(given, given.name === shape.name ? plain(input) : input, errorName),
        }),
      };
    });
}

/** The guide's operations have a rule of these forms alone; of the later ones their pattern tells. */
function ruleOf(operation: Operation): string {
  const { name } = operation;
  return isAdded(operation)
    ? obligationId(name, ['AccountId'], 'pattern', 'refuses')
    : `errors/account-id-forms/${name}`;
}

function plain(input: JsonObject): JsonObject {
  const { AccountId: id } = input;
  return typeof id === 'string' ? { ...input, AccountId: id.replaceAll('-', '') } : input;
}
