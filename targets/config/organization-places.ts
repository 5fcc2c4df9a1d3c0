import type { Organization, Role } from '../../spec/world.ts';

/** One account of an organization with its role there, and the name that its identity has. */
export interface Place {
  readonly name: string;
  readonly role: Role;
  readonly accountId: string;
}

/** The accounts of an organization: management, then the delegate, then the other members. */
export function placesOf({ id, management, delegatedAdmin, members }: Organization): Place[] {
  const delegate = delegatedAdmin === null ? [] : [delegatedAdmin];
  return [
    { name: `${id}/management`, role: 'management', accountId: management },
    ...delegate.map((accountId): Place => ({
      name: `${id}/delegatedAdmin`,
      role: 'delegatedAdmin',
      accountId,
    })),
    ...members
      .filter((accountId) => accountId !== delegatedAdmin)
      .map((accountId): Place => ({ name: `${id}/${accountId}`, role: 'member', accountId })),
  ];
}
