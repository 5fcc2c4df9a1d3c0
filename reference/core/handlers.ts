import type { JsonObject } from '../../spec/json.ts';
import { Refusal } from './refusal.ts';
import type { Handler, ServiceParts, Call } from './service-parts.ts';
import { isJsonObject } from './request/read-input.ts';
import type { TokenScope } from './state/pages.ts';
import { fieldRefusal } from './request/field-refusal.ts';

/** Seen live: the size of a page where none is asked for. */
const DEFAULT_PAGE_SIZE = 20;

export const getAlternateContact: Handler = ({ account, input }, parts) => {
  const type = contactType(input);
  return { AlternateContact: stored(account, type, parts) };
};

export const putAlternateContact: Handler = ({ account, input }, parts) => {
  const { AccountId: _, ...contact } = input;
  parts.store.putAlternateContact(account, contactType(input), parts.normalizeAlternateContact(contact));
  return null;
};

export const deleteAlternateContact: Handler = ({ account, input }, parts) => {
  const type = contactType(input);
  stored(account, type, parts);
  parts.store.deleteAlternateContact(account, type);
  return null;
};

function stored(account: string, type: string, parts: ServiceParts): JsonObject {
  const contact = parts.store.alternateContact(account, type);
  if (contact) return contact;
  throw new Refusal(parts.errorNames.notFound, `The account has no alternate contact of type ${type}.`);
}

function contactType({ AlternateContactType: type }: JsonObject): string {
  return typeof type === 'string' ? type : '';
}

export const getContactInformation: Handler = ({ account }, parts) => {
  const contact = parts.store.primaryContact(account);
  if (!contact) throw new Refusal(parts.errorNames.notFound, 'The account has no primary contact.');
  return { ContactInformation: contact };
};

export const putContactInformation: Handler = ({ account, input }, parts) => {
  const contact = isJsonObject(input.ContactInformation) ? input.ContactInformation : {};
  const [blank] = parts.blankMembers(contact);
  // Seen live: this refusal carries neither reason nor field list.
  if (blank !== undefined) throw new Refusal(parts.errorNames.invalid, `${blank} must not be blank.`);
  parts.store.putPrimaryContact(account, parts.normalizePrimaryContact(contact));
  return null;
};

export const getRegionOptStatus: Handler = (call, parts) => {
  const region = knownRegion(call, parts);
  return { RegionName: region, RegionOptStatus: parts.statusAt(call.account, region, parts) };
};

/** EnableRegion and DisableRegion: which of them is asked is in the call. */
export const changeRegionStatus: Handler = (call, parts) => {
  parts.changeRegion(call, knownRegion(call, parts), parts);
  return null;
};

function knownRegion({ input }: Call, parts: ServiceParts): string {
  const { RegionName: name } = input;
  if (typeof name === 'string' && parts.regionNames(parts).includes(name)) return name;
  throw regionRefusal(parts.options.lifecycle.unknownRegion, 'The region code names no region.', parts);
}

/** Starts the change that the lifecycle has for the operation and the region's status, or refuses as it says. */
export function changeRegion({ operation, account }: Call, region: string, parts: ServiceParts): void {
  const { clock, lifecycle } = parts.options;
  const from = parts.statusAt(account, region, parts);
  const applies = (entry: { request: string; from: string }): boolean =>
    entry.request === operation.name && entry.from === from;
  const transition = lifecycle.transitions.find(applies);
  if (!transition) throw regionRefusal(lifecycle.refusals.find(applies), `${region} is ${from}.`, parts);
  parts.limitRegionRequests(account, parts);
  const { via, to } = transition;
  parts.store.putRegionChange(account, region, { from, via, to, startedAt: clock.now() });
}

/** The refusal of a request for a region, named as the lifecycle says. A validation error gives a reason. */
function regionRefusal(
  entry: { readonly errors: readonly string[]; readonly reason: string | null } | undefined,
  message: string,
  parts: ServiceParts,
): Refusal {
  const { invalid } = parts.errorNames;
  const name = entry?.errors[0] ?? invalid;
  const { refusals } = parts.options.lifecycle;
  // The lifecycle has the reason where it was seen live; the other validation errors of a region give the same one.
  const usual = name === invalid ? refusals.find(({ reason }) => reason !== null)?.reason : null;
  return new Refusal(name, message, { reason: entry?.reason ?? usual ?? undefined });
}

export const listRegions: Handler = (call, parts) => {
  const { account, input } = call;
  const filter = statusFilter(call);
  const scope = { account, filter };
  const size = typeof input.MaxResults === 'number' ? input.MaxResults : DEFAULT_PAGE_SIZE;
  const regions = parts
    .regionNames(parts)
    .map((name) => ({ RegionName: name, RegionOptStatus: parts.statusAt(account, name, parts) }))
    .filter(({ RegionOptStatus: status }) => filter.length === 0 || filter.includes(status));
  const names = regions.map(({ RegionName: name }) => name);
  const page = parts.paginate(names, cursor(call, scope, parts), size);
  return {
    Regions: regions.filter(({ RegionName: name }) => page.names.includes(name)),
    ...(page.last === null ? {} : { NextToken: parts.tokens.issue(scope, page.last) }),
  };
};

/** The statuses asked for, sorted, each once; none: all. */
function statusFilter({ input }: Call): string[] {
  const given = input.RegionOptStatusContains;
  return Array.isArray(given) ? [...new Set((given as readonly unknown[]).map(String))].toSorted() : [];
}

function cursor({ input, operation }: Call, scope: TokenScope, parts: ServiceParts): string | null {
  const token = input.NextToken;
  if (typeof token !== 'string' || token === '') return null;
  const after = parts.tokens.read(scope, token);
  if (after !== null) return after;
  const refusedAs = operation.input.members.NextToken?.shape.refusedAs ?? [];
  throw fieldRefusal(
    [
      {
        path: 'NextToken',
        message: 'is not a token that this service issued for this account and filter',
        refusedAs,
      },
    ],
    parts,
  );
}

export const getPrimaryEmail: Handler = ({ account }, parts) => ({
  PrimaryEmail: parts.store.primaryEmail(account),
});

export const startPrimaryEmailUpdate: Handler = ({ account, input }, parts) => {
  parts.store.putEmailUpdate(account, text(input, 'PrimaryEmail'));
  return { Status: 'PENDING' };
};

/** Needs a started update of the same address, and the password that was sent to it. */
export const acceptPrimaryEmailUpdate: Handler = ({ account, input }, parts) => {
  const email = text(input, 'PrimaryEmail');
  const { denied, notFound } = parts.errorNames;
  if (parts.store.emailUpdate(account) !== email)
    throw new Refusal(notFound, 'No update to this address was started.');
  if (text(input, 'Otp') !== parts.oneTimePassword(account, email))
    throw new Refusal(denied, 'The one-time password is not the one that was sent.');
  parts.store.putPrimaryEmail(account, email);
  parts.store.putEmailUpdate(account, null);
  return { Status: 'ACCEPTED' };
};

function text(input: JsonObject, member: string): string {
  const value = input[member];
  return typeof value === 'string' ? value : '';
}
