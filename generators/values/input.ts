import type * as fc from 'fast-check';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { structureValue, type StructureOptions } from './structure-value.ts';
import type { ValueOptions } from './values.ts';

export interface InputOptions extends ValueOptions {
  /** Sent as AccountId; absent: no AccountId is sent. */
  readonly accountId?: string;
  /** Names that RegionName is chosen from; absent: the signing region. */
  readonly regions?: readonly string[];
  /** Sent as the password for a new primary e-mail address; absent: any of its form. */
  readonly oneTimePassword?: string;
  /** Members that have these values, also those of nested structures. */
  readonly fixed?: JsonObject;
  /** Optional members that are never left out, as paths. */
  readonly present?: readonly (readonly string[])[];
  /** How many elements a list has at least, 1 unless given. */
  readonly shortestList?: number;
}

/**
 * Inputs of an operation that must be accepted as far as form goes. Optional members are left out now and then;
 * a page token is never sent.
 */
export function validInput(
  contract: Contract,
  operation: string,
  options: InputOptions,
): fc.Arbitrary<JsonObject> {
  return structureValue(operationOf(contract, operation).input, structureOptions(contract, options));
}

/** Inputs of PutAlternateContact. */
export function alternateContact(contract: Contract, options: InputOptions): fc.Arbitrary<JsonObject> {
  return validInput(contract, 'PutAlternateContact', options);
}

/** Values of the member ContactInformation of PutContactInformation. */
export function primaryContact(
  contract: Contract,
  options: Omit<InputOptions, 'accountId' | 'regions'>,
): fc.Arbitrary<JsonObject> {
  const member = operationOf(contract, 'PutContactInformation').input.members['ContactInformation'];
  if (member?.shape.kind !== 'structure') {
    throw new RangeError('PutContactInformation: no structure ContactInformation in this contract');
  }
  return structureValue(member.shape, structureOptions(contract, options));
}

/** An operation by its name. @throws {RangeError} where the contract's edition has none of this name. */
export function operationOf(contract: Contract, name: string): Operation {
  const operation = contract.operations[name];
  if (!operation) throw new RangeError(`${name}: no operation of edition ${contract.edition}`);
  return operation;
}

function structureOptions(contract: Contract, options: InputOptions): StructureOptions {
  return {
    values: options.values,
    accountId: options.accountId ?? null,
    regions: options.regions ?? [contract.wire.signingRegion],
    oneTimePassword: options.oneTimePassword ?? null,
    fixed: options.fixed ?? {},
    present: options.present ?? [],
    shortestList: options.shortestList ?? 1,
  };
}
