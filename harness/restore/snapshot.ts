import type { Contract, Resource } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { enumOf } from '../contract-lookup.ts';

/** Calls an operation on one account, by whichever identity can. */
export type Reach = (operation: string, input: { [member: string]: Json }) => Promise<Answer>;

/** State as it was before the first change. */
export type Snapshot =
  | { readonly kind: 'alternate-contact'; readonly contacts: Readonly<Record<string, JsonObject | null>> }
  | { readonly kind: 'primary-contact'; readonly contact: JsonObject | null }
  | { readonly kind: 'primary-email'; readonly email: string }
  | { readonly kind: 'region'; readonly statuses: Readonly<Record<string, string>> };

export const READ_EMAIL = 'GetPrimaryEmail';
const MAX_PAGES = 100;
/** A page token may be good for one request, so a connection that breaks costs the walk. */
const MAX_WALKS = 5;

/** Reads one resource of one account; `null`: it cannot be read. */
export async function takeSnapshot(
  contract: Contract,
  resource: Resource,
  reach: Reach,
): Promise<Snapshot | null> {
  switch (resource) {
    case 'alternate-contact':
      return alternateContacts(contract, reach);
    case 'primary-contact': {
      const contact = await readPrimary(reach);
      return contact === undefined ? null : { kind: resource, contact };
    }
    case 'region': {
      const statuses = await regionStatuses(reach);
      return statuses && { kind: resource, statuses };
    }
    case 'primary-email': {
      const email = await readEmail(reach);
      return email === null ? null : { kind: resource, email };
    }
  }
}

async function alternateContacts(contract: Contract, reach: Reach): Promise<Snapshot | null> {
  const contacts: Record<string, JsonObject | null> = {};
  for (const type of enumOf(contract, 'PutAlternateContact', 'AlternateContactType')) {
    const contact = await readContact(type, reach);
    if (contact === undefined) return null;
    contacts[type] = contact;
  }
  return { kind: 'alternate-contact', contacts };
}

/** Every contact that is told, one by one: also where others are not, and in whatever form. */
export async function* readableContacts(contract: Contract, reach: Reach): AsyncGenerator<Snapshot> {
  for (const type of enumOf(contract, 'PutAlternateContact', 'AlternateContactType')) {
    const { output } = await reach('GetAlternateContact', { AlternateContactType: type });
    if (output) {
      const contact = asObject(output['AlternateContact']) ?? output;
      yield { kind: 'alternate-contact', contacts: { [type]: contact } };
    }
  }
  const { output } = await reach('GetContactInformation', {});
  if (output) yield { kind: 'primary-contact', contact: asObject(output['ContactInformation']) ?? output };
}

/** One alternate contact. `null`: there is none; `undefined`: it cannot be read. */
export async function readContact(type: string, reach: Reach): Promise<JsonObject | null | undefined> {
  return contactOf(await reach('GetAlternateContact', { AlternateContactType: type }), 'AlternateContact');
}

/** The primary contact. `null`: there is none; `undefined`: it cannot be read. */
export async function readPrimary(reach: Reach): Promise<JsonObject | null | undefined> {
  return contactOf(await reach('GetContactInformation', {}), 'ContactInformation');
}

/** The primary e-mail address; `null`: it cannot be read. */
export async function readEmail(reach: Reach): Promise<string | null> {
  const email = (await reach(READ_EMAIL, {})).output?.['PrimaryEmail'];
  return typeof email === 'string' ? email : null;
}

/** The contact; `null`: there is none; `undefined`: the answer tells neither. */
function contactOf(answer: Answer, member: string): JsonObject | null | undefined {
  if (answer.error === 'ResourceNotFoundException') return null;
  return asObject(answer.output?.[member]) ?? undefined;
}

/** Status by region name; `null`: the list cannot be read. */
export async function regionStatuses(reach: Reach): Promise<Record<string, string> | null> {
  for (let walk = 0; walk < MAX_WALKS; walk += 1) {
    const statuses = await walkedStatuses(reach);
    if (statuses !== 'token refused') return statuses;
  }
  return null;
}

async function walkedStatuses(reach: Reach): Promise<Record<string, string> | null | 'token refused'> {
  const statuses: Record<string, string> = {};
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { output } = await reach('ListRegions', token === undefined ? {} : { NextToken: token });
    const regions = output?.['Regions'];
    if (!Array.isArray(regions)) return token === undefined ? null : 'token refused';
    for (const region of regions) {
      const { RegionName: name, RegionOptStatus: status } = asObject(region) ?? {};
      if (typeof name !== 'string' || typeof status !== 'string') return null;
      statuses[name] = status;
    }
    const next = output?.['NextToken'];
    if (typeof next !== 'string') return statuses;
    token = next;
  }
  return null;
}
