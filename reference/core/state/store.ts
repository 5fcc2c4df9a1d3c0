import type { JsonObject } from '../../../spec/json.ts';

/** A region change that was accepted: what it came from, goes through and ends in; times in milliseconds since 1970. */
export interface RegionChange {
  readonly from: string;
  readonly via: string;
  readonly to: string;
  readonly startedAt: number;
}

/** What the accounts hold. Accounts come into being when they are first asked for. */
export interface Store {
  alternateContact(account: string, type: string): JsonObject | undefined;
  putAlternateContact(account: string, type: string, contact: JsonObject): void;
  deleteAlternateContact(account: string, type: string): void;
  primaryContact(account: string): JsonObject | undefined;
  putPrimaryContact(account: string, contact: JsonObject): void;
  primaryEmail(account: string): string;
  putPrimaryEmail(account: string, email: string): void;
  /** The address of an update that was started and not accepted yet. */
  emailUpdate(account: string): string | null;
  putEmailUpdate(account: string, email: string | null): void;
  /** The last change of a region; absent: it was never changed. */
  regionChange(account: string, region: string): RegionChange | undefined;
  putRegionChange(account: string, region: string, change: RegionChange): void;
  regionChanges(account: string): Iterable<RegionChange>;
}

/** What every account starts with. */
export interface AccountSeed {
  readonly primaryContact: JsonObject | null;
  readonly alternateContacts: Readonly<Record<string, JsonObject>>;
}

/** A store in memory. */
export function memoryStore(seed: AccountSeed): Store {
  const accounts = new Map<string, ReturnType<typeof emptyAccount>>();
  const open = (id: string): ReturnType<typeof emptyAccount> => {
    const account = accounts.get(id) ?? emptyAccount(seed, id);
    accounts.set(id, account);
    return account;
  };
  return {
    alternateContact: (id, type) => open(id).alternate.get(type),
    putAlternateContact: (id, type, contact) => void open(id).alternate.set(type, contact),
    deleteAlternateContact: (id, type) => void open(id).alternate.delete(type),
    primaryContact: (id) => open(id).primary,
    putPrimaryContact: (id, contact) => {
      open(id).primary = contact;
    },
    primaryEmail: (id) => open(id).email,
    putPrimaryEmail: (id, email) => {
      open(id).email = email;
    },
    emailUpdate: (id) => open(id).emailUpdate,
    putEmailUpdate: (id, email) => {
      open(id).emailUpdate = email;
    },
    regionChange: (id, region) => open(id).regions.get(region),
    putRegionChange: (id, region, change) => void open(id).regions.set(region, change),
    regionChanges: (id) => open(id).regions.values(),
  };
}

function emptyAccount(seed: AccountSeed, id: string) {
  return {
    primary: seed.primaryContact ?? undefined,
    alternate: new Map(Object.entries(seed.alternateContacts)),
    email: `account-${id}@example.com`,
    emailUpdate: null as string | null,
    regions: new Map<string, RegionChange>(),
  };
}

/** What an account of the embedded target starts with: a plausible primary contact and no alternate ones. */
export const accountSeed: AccountSeed = {
  primaryContact: {
    AddressLine1: '1 Example Street',
    City: 'Seattle',
    CountryCode: 'US',
    FullName: 'Jane Doe',
    PhoneNumber: '+12065550100',
    PostalCode: '98101',
    StateOrRegion: 'WA',
  },
  alternateContacts: {},
};
