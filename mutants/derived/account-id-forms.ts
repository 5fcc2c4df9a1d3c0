import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';

/** Of each operation that can name an account, one that reads its id also with hyphens. */
export function accountIdFormFaults(contract: Contract): Mutant[] {
  return Object.values(contract.operations)
    .filter(({ input }) => 'AccountId' in input.members)
    .map(({ name, input: shape }) => ({
      id: `derived/${name}/account-id-forms`,
      fault: `${name} takes an account id with hyphens for the one without.`,
      kind: 'derived',
      rule: `errors/account-id-forms/${name}`,
      compose: (parts) => ({
        ...parts,
        readInput: (given, input, errorName) =>
          parts.readInput(given, given.name === shape.name ? plain(input) : input, errorName),
      }),
    }));
}

function plain(input: JsonObject): JsonObject {
  const { AccountId: id } = input;
  return typeof id === 'string' ? { ...input, AccountId: id.replaceAll('-', '') } : input;
}
