import type { Organization, World, Role } from '../../spec/world.ts';

const trusting: Pick<Organization, 'trustedAccess' | 'allFeatures' | 'delegatedAdmin'> = {
  trustedAccess: true,
  allFeatures: true,
  delegatedAdmin: null,
};

/** With these the first organization has nine accounts: as many as more changes of regions than are allowed take. */
const MORE_MEMBERS = ['131313131313', '141414141414', '151515151515', '161616161616', '171717171717'];

/** As many as rules that name no account may run side by side in. */
const STANDALONE = ['111111111111', '181818181818', '191919191919', '202020202020'];

/** One of each kind that the contract tells apart: standalone accounts, and organizations with and without a delegate, trusted access, all features. */
export const EMBEDDED_WORLD: World = {
  standalone: STANDALONE,
  organizations: [
    {
      ...trusting,
      id: 'o-first0001',
      management: '222222222222',
      delegatedAdmin: '333333333333',
      members: ['333333333333', '444444444444', '555555555555', ...MORE_MEMBERS],
    },
    { ...trusting, id: 'o-second002', management: '666666666666', members: ['777777777777'] },
    {
      ...trusting,
      id: 'o-untrust03',
      trustedAccess: false,
      management: '888888888888',
      members: ['999999999999'],
    },
    {
      ...trusting,
      id: 'o-billing04',
      allFeatures: false,
      management: '101010101010',
      members: ['121212121212'],
    },
  ],
};

/** The account whose credentials are temporary: its requests carry a session token. */
export const ACCOUNT_WITH_TOKEN = '555555555555';

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
