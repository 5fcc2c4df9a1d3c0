import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import { alwaysNamesAccount, type Contract, type Operation } from '../../spec/contract.ts';
import { accountsOfWorld } from '../../spec/world.ts';
import type { Mutant } from '../mutant.ts';
import type { Derivation } from './derivation.ts';
import { type Naming, SITUATIONS, type Situation } from './situations.ts';

type Decide = (naming: Naming, parts: ServiceParts) => string | null;

/** On one operation, each situation of the contract's table of contexts decided the other way. */
export function contextFaults(contract: Contract): Derivation[] {
  return Object.values(contract.operations).flatMap((operation) => [
    ...SITUATIONS.map((situation) => decidedOtherwise(operation, situation)),
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
        const known = accountsOfWorld(world);
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

function decidedOtherwise(
  operation: Operation,
  { what, accepted, namesNone, applies }: Situation,
): Derivation {
  if (namesNone && alwaysNamesAccount(operation))
    return { id: idOf(operation, what), reason: 'a call that names no account is refused as invalid' };
  const made = mutant(operation, what, accepted ? 'is refused' : 'is accepted', (naming, { errorNames }) => {
    if (!applies(naming)) return null;
    if (accepted) throw new Refusal(errorNames.denied, 'The caller may not act on this account.');
    return naming.named;
  });
  const { compose = (parts) => parts } = made;
  return accepted ? made : { ...made, compose: (parts) => compose(withUpdate(operation, applies)(parts)) };
}

/** Where nobody can start an update, none is asked for: an acceptance would be refused all the same for that. */
function withUpdate(
  { name, input }: Operation,
  applies: Situation['applies'],
): NonNullable<Mutant['compose']> {
  return (parts) => {
    const handler = parts.handlers[name];
    if (!handler || !('Otp' in input.members)) return parts;
    const unasked: Handler = (call, whole) => {
      const {
        caller,
        account,
        input: { PrimaryEmail: email },
      } = call;
      if (typeof email === 'string' && applies({ world: whole.options.world, caller, named: account }))
        whole.store.putEmailUpdate(account, email);
      return handler(call, whole);
    };
    return { ...parts, handlers: { ...parts.handlers, [name]: unasked } };
  };
}

function idOf({ name }: Operation, what: string): string {
  return `derived/${name}/context/${what}`;
}

/** `decide` says on which account the call acts, or refuses; `null`: as it should be. */
function mutant(operation: Operation, what: string, how: string, decide: Decide): Mutant {
  const { name } = operation;
  return {
    id: idOf(operation, what),
    fault: `${name} ${how} in the situation "${what}".`,
    kind: 'derived',
    rule: `context/${what}/${name}`,
    compose: (parts) => ({
      ...parts,
      authorizeContext: (caller, named, called, whole) => {
        const decided =
          called.name === name ? decide({ world: whole.options.world, caller, named }, whole) : null;
        return decided ?? parts.authorizeContext(caller, named, called, whole);
      },
    }),
  };
}
