import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';

/** One call that shows a divergence. */
interface ShowingCall {
  /** Name of the identity that calls. */
  readonly by: string;
  readonly operation: string;
  readonly input: JsonObject;
  /** Name of the identity whose account is the AccountId; absent: `input` is all that is sent. */
  readonly on?: string;
}

/** One way in which a service departs from the contract. */
export interface Divergence {
  /** The fault, in one sentence. */
  readonly fault: string;
  /** The rules that may find it, by id; `*` stands for any text. */
  readonly rules: readonly string[];
  /** What the actual answer of the finding says, or a deviation that it owns, where its rule may find other things too. */
  readonly because?: RegExp;
  /** What the finding has sent to one of these operations, its name and the JSON, where its rule may find other things too. */
  readonly sent?: RegExp;
  /** The answer to the last of these, which a new service is asked in turn, is not the one of a conforming service. */
  readonly calls: readonly ShowingCall[];
}

/** A service as somebody writes it first: what it does otherwise comes of a few decisions, not of one fault each. */
export interface FirstVersion extends Pick<Mutant, 'options' | 'compose'> {
  readonly name: string;
  /** How it was written, in one sentence. */
  readonly written: string;
  readonly divergences: readonly Divergence[];
}

/** The identities that call, by their names in the embedded target. */
export const BY = {
  standalone: 'standalone',
  otherStandalone: 'standalone/181818181818',
  management: 'o-first0001/management',
  delegate: 'o-first0001/delegatedAdmin',
  member: 'o-first0001/444444444444',
  otherMember: 'o-first0001/555555555555',
  outsider: 'o-second002/777777777777',
  managementWithoutTrust: 'o-untrust03/management',
  memberWithoutTrust: 'o-untrust03/999999999999',
  managementWithoutFeatures: 'o-billing04/management',
  memberWithoutFeatures: 'o-billing04/121212121212',
} as const;

/** A contact that every service has to accept. */
export const ALTERNATE = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '+1 206-555-0100',
  Title: 'Accountant',
} as const;

/** The same, of an account. */
export const PRIMARY = {
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  CountryCode: 'US',
  FullName: 'Jane Doe',
  PhoneNumber: '+1 206-555-0100',
  PostalCode: '98101',
  StateOrRegion: 'WA',
} as const;

/** The region that sorts first, and is disabled where nobody has enabled it. */
export const OPT_IN = 'af-south-1';
