import { accountsOf } from '../../reference/core/authorize-context.ts';
import type { Organization, World } from '../../spec/world.ts';

/** Every account that exists. */
export function knownAccounts({ organizations, standalone }: World): string[] {
  return [...standalone, ...organizations.flatMap((one) => [...accountsOf(one)])];
}

/** The organization of an account; absent: it is in none. */
export function organizationOf({ organizations }: World, account: string): Organization | undefined {
  return organizations.find((one) => accountsOf(one).includes(account));
}
