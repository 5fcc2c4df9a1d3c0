import type { Json } from '../../spec/json.ts';
import type { Identity } from '../../targets/target.ts';
import type { FuzzCall } from '../fuzz-call.ts';

/** The account that an input names; `undefined`: none. */
export function namedAccount({ input }: Pick<FuzzCall, 'input'>): string | undefined {
  const named: Json | undefined = input['AccountId'];
  return typeof named === 'string' ? named : undefined;
}

/** The accounts that a call may act on: the caller's own, or its name where that is not known, and the one it names. */
export function accountsTouched({ accountId, name }: Identity, call: Pick<FuzzCall, 'input'>): string[] {
  const named = namedAccount(call);
  return [accountId ?? name, ...(named === undefined ? [] : [named])];
}

/** The account that a call acts on where it is accepted: the last of these. */
export function accountActedOn(identity: Identity, call: Pick<FuzzCall, 'input'>): string | undefined {
  return accountsTouched(identity, call).at(-1);
}

/** A text member of a call's input; empty where it is absent or no text. */
export function textOf({ input }: Pick<FuzzCall, 'input'>, member: string): string {
  const value: Json | undefined = input[member];
  return typeof value === 'string' ? value : '';
}
