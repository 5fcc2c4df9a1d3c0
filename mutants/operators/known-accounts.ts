import { accountsOf } from '../../reference/core/authorize-context.ts';
import type { Organization, World } from '../../spec/world.ts';

/** The organization of an account; absent: it is in none. */
export function organizationOf({ organizations }: World, account: string): Organization | undefined {
  return organizations.find((one) => accountsOf(one).includes(account));
}

/** The operations on primary e-mail addresses, by name. */
export const GET_EMAIL = 'GetPrimaryEmail';
export const START_UPDATE = 'StartPrimaryEmailUpdate';
export const ACCEPT_UPDATE = 'AcceptPrimaryEmailUpdate';

/** The rules of this name, one for each of the operations. */
export function onEachEmailOperation(what: string): string[] {
  return [ACCEPT_UPDATE, GET_EMAIL, START_UPDATE].map((operation) => `${what}/${operation}`);
}
