import { Refusal } from '../../reference/refusal.ts';
import type { ServiceParts } from '../../reference/service-parts.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Mutant } from '../mutant.ts';
import type { Naming } from './situations.ts';
import { SITUATIONS } from './situations.ts';

type Decide = (naming: Naming, parts: ServiceParts) => string | null;

/** On one operation, each situation of the contract's table of contexts decided the other way. */
export function contextFaults(contract: Contract): Mutant[] {
  return Object.values(contract.operations).flatMap((operation) => [
    ...SITUATIONS.map(({ what, accepted, applies }) =>
      mutant(operation, what, accepted ? 'is refused' : 'is accepted', (naming, { errorNames }) => {
        if (!applies(naming)) return null;
        if (accepted) throw new Refusal(errorNames.denied, 'The caller may not act on this account.');
        return naming.named;
      }),
    ),
    mutant(
      operation,
      'standalone-denied',
      'is refused as invalid',
      ({ world, caller, named }, { errorNames }) => {
        if (named === null || !world.standalone.includes(caller)) return null;
        throw new Refusal(errorNames.invalid, 'The account is in no organization.');
      },
    ),
    mutant(
      operation,
      'outside-organization-alike',
      'tells which accounts exist',
      ({ world, caller, named }, parts) => {
        const own = world.organizations.find(({ management }) => management === caller);
        const known = [
          ...world.standalone,
          ...world.organizations.flatMap(({ management, members }) => [management, ...members]),
        ];
        if (
          !own ||
          named === null ||
          own.members.includes(named) ||
          named === caller ||
          !known.includes(named)
        )
          return null;
        throw new Refusal(parts.errorNames.denied, 'The account belongs to another organization.');
      },
    ),
  ]);
}

/** `decide` says on which account the call acts, or refuses; `null`: as it should be. */
function mutant({ name }: Operation, what: string, how: string, decide: Decide): Mutant {
  return {
    id: `derived/${name}/context/${what}`,
    fault: `${name} ${how} in the situation "${what}".`,
    kind: 'derived',
    rule: `context/${what}/${name}`,
    compose: (parts) => ({
      ...parts,
      authorizeContext: (caller, named, operation, whole) => {
        const decided =
          operation.name === name ? decide({ world: whole.options.world, caller, named }, whole) : null;
        return decided ?? parts.authorizeContext(caller, named, operation, whole);
      },
    }),
  };
}
