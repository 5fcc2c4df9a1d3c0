import type { Contract, Resource } from '../../spec/contract.ts';
import { type Json, type JsonObject, lookup } from '../../spec/json.ts';
import { loadRegions } from '../../spec/load-regions.ts';
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
/** More names than AWS will ever have; a list of more, or one that takes longer, cannot be read. */
export const MOST_REGIONS = 10_000;
const WALK_WITHIN_MS = 120_000;
const MOST_BYTES = 8 * 1024 * 1024;
/** A contact is an object of texts. One that is deeper or larger is not taken for the original: it is not touched. */
const DEEPEST_CONTACT = 8;
const LARGEST_CONTACT = 256 * 1024;
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
  const contact = asObject(answer.output?.[member]) ?? undefined;
  const sound = answer.bodyBytes <= LARGEST_CONTACT && depthWithin(contact ?? null, DEEPEST_CONTACT);
  return sound ? contact : undefined;
}

function depthWithin(value: Json, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((member) => depthWithin(member, most - 1));
}

/** The status of one region, its own or that of the list; `undefined`: neither can be read. */
export async function regionStatus(region: string, reach: Reach): Promise<string | undefined> {
  return (await ownStatus(region, reach)) ?? (await listedStatuses(reach))?.[region];
}

async function ownStatus(region: string, reach: Reach): Promise<string | undefined> {
  const status = (await reach('GetRegionOptStatus', { RegionName: region })).output?.['RegionOptStatus'];
  return typeof status === 'string' ? status : undefined;
}

/** Status by region name: as the list says or, where it cannot be read, region by region. `null`: neither can be read. */
export async function regionStatuses(reach: Reach): Promise<Record<string, string> | null> {
  return (await listedStatuses(reach)) ?? statusesOneByOne(reach);
}

/** Status by name of the regions that are known; `null`: the first one has none. */
async function statusesOneByOne(reach: Reach): Promise<Record<string, string> | null> {
  const { defaults, optIn, later } = loadRegions();
  const statuses = new Map<string, string>();
  for (const region of [...defaults, ...optIn, ...later]) {
    const status = await ownStatus(region, reach);
    if (status !== undefined) statuses.set(region, status);
    else if (statuses.size === 0) return null;
  }
  return lookup(statuses);
}

/** Status by region name as the list says; `null`: it cannot be read. */
export async function listedStatuses(reach: Reach): Promise<Record<string, string> | null> {
  for (let walk = 0; walk < MAX_WALKS; walk += 1) {
    const statuses = await walkedStatuses(reach);
    if (statuses !== 'token refused') return statuses;
  }
  return null;
}

async function walkedStatuses(reach: Reach): Promise<Record<string, string> | null | 'token refused'> {
  const statuses = new Map<string, string>();
  const startedAt = performance.now();
  let bytes = 0;
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { output, bodyBytes } = await reach('ListRegions', token === undefined ? {} : { NextToken: token });
    bytes += bodyBytes;
    if (bytes > MOST_BYTES || performance.now() - startedAt > WALK_WITHIN_MS) return null;
    const regions = output?.['Regions'];
    if (!Array.isArray(regions)) return token === undefined ? null : 'token refused';
    for (const region of regions) {
      const { RegionName: name, RegionOptStatus: status } = asObject(region) ?? {};
      if (typeof name !== 'string' || typeof status !== 'string') return null;
      statuses.set(name, status);
    }
    if (statuses.size > MOST_REGIONS) return null;
    const next = output?.['NextToken'];
    if (typeof next !== 'string') return lookup(statuses);
    token = next;
  }
  return null;
}

/** What was read from a journal as a snapshot; `null`: it is none, and nothing is put back by it. */
export function asSnapshot(value: unknown): Snapshot | null {
  const { kind, contacts, contact, email, statuses } = asObject(value as Json) ?? {};
  switch (typeof kind === 'string' ? kind : '') {
    case 'alternate-contact': {
      const all = asObject(contacts);
      const sound = all && Object.values(all).every((one) => one === null || asObject(one));
      return sound ? { kind: 'alternate-contact', contacts: all as Record<string, JsonObject | null> } : null;
    }
    case 'primary-contact':
      return contact === null || asObject(contact)
        ? { kind: 'primary-contact', contact: asObject(contact) }
        : null;
    case 'primary-email':
      return typeof email === 'string' ? { kind: 'primary-email', email } : null;
    case 'region': {
      const all = asObject(statuses);
      const sound = all && Object.values(all).every((one) => typeof one === 'string');
      return sound ? { kind: 'region', statuses: all as Record<string, string> } : null;
    }
    default:
      return null;
  }
}
