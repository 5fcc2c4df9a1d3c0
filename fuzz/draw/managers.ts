import type * as fc from 'fast-check';
import { alwaysNamesAccount, type Contract } from '../../spec/contract.ts';
import { namedAccount, type FuzzCall } from '../fuzz-call.ts';
import { chance, pick } from './choose.ts';
import type { FuzzCaller, AccountGroup } from '../account-group.ts';

/** Whether only who may name another account can call the operation. */
export function mustNameAccount({ operations }: Contract, operation: string): boolean {
  const known = operations[operation];
  return known !== undefined && alwaysNamesAccount(known);
}

/** Those who may name the account that a call names. */
export function managersOf(call: Pick<FuzzCall, 'input'>, { callers }: AccountGroup): readonly FuzzCaller[] {
  const named = namedAccount(call);
  return named === undefined ? [] : callers.filter(({ reaches }) => reaches.includes(named));
}

/** Name of the identity that goes on with what a call began: often its own, or another one that may. */
export function oftenItself(random: fc.Random, call: FuzzCall, group: AccountGroup): string {
  const managers = managersOf(call, group);
  return managers.length === 0 || chance(random, 0.8) ? call.identity : pick(random, managers).identity.name;
}
