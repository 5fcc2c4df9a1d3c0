import type { Target, Tier } from '../target.ts';
import { requestBytes, type WrittenRequest } from '../transport/prepare-request.ts';
import { Unreadable } from './framings.ts';
import { readingsOf } from './decodings.ts';
import { membersNamed } from './members-named.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { SafetyRefusal } from './safety-refusal.ts';

const DIGITS = 12;

/** Accounts that may be named and changed: those of the configuration, and the target's own identities. */
export function allowedAccounts({ safety, identities }: Target): Set<string> {
  return new Set([...safety.accounts, ...identities.flatMap(({ accountId }) => accountId ?? [])]);
}

/** The ids of accounts that stand in a text. */
function accountsIn(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(/\d+/g)].flatMap(([id]) => (id.length === DIGITS ? [id] : []));
}

/** Why this AccountId is not sent; `null`: it may be, also since it can be nobody's. */
export function accountRefusal(value: string, target: Target): string | null {
  const text = value.normalize('NFKC');
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < DIGITS) return null;
  const allowed = allowedAccounts(target);
  const strange = accountsIn(value).find((id) => !allowed.has(id));
  // A near miss has an account's id and more; it is made from one that may be named.
  if (
    strange === undefined &&
    (digits.length > DIGITS ? [...allowed].some((id) => digits.includes(id)) : allowed.has(digits))
  ) {
    return null;
  }
  return `AccountId ${strange ?? digits} is neither in safety.accounts nor an identity of target "${target.name}": add it there, if it is yours to test`;
}

/** The accounts that some reader finds in a request, in whatever form and however often; none where the guard refuses to judge it. */
export function accountsRead(request: WrittenRequest): string[] {
  try {
    const values = readingsOf(requestBytes(request)).flatMap((text) => membersNamed(text, 'AccountId'));
    return [...new Set(values.flatMap(accountsIn))];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

const CODE = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Why a change of this region is not asked for; `null`: it may be, also since no account can change such a one. */
export function regionRefusal(value: string, { name, safety }: Target): string | null {
  const region = value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '');
  if (safety.regions.includes(region) || !mayExist(region)) return null;
  return `region ${region} is not in safety.regions of target "${name}": add it there, if it may change`;
}

/** The catalogue is open: a code that looks like one of its own may be a region that opened later. */
function mayExist(region: string): boolean {
  const { defaults, optIn, later, otherPartitions } = loadRegions();
  if (defaults.includes(region) || otherPartitions.includes(region)) return false;
  const continents = new Set([...defaults, ...optIn, ...later].map((known) => known.slice(0, 2)));
  return CODE.test(region) && continents.has(region.slice(0, 2));
}

/** The country that a text spells, where an account cannot leave it nor come to it; `null`: it is none of these. */
export function boundCountry(value: string): string | null {
  const country = value
    .normalize('NFKC')
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase();
  const binding = loadPlausible().places.filter(({ onRequest }) => onRequest);
  return binding.some(({ members }) => Object.values(members).includes(country)) ? country : null;
}

/**
 * Why a primary contact with this country is not written; `null`: it may be. An account cannot leave some countries,
 * nor come to them; that its own one is among them shows when putting it back is rehearsed.
 */
export function countryRefusal(value: string): string | null {
  const country = boundCountry(value);
  if (country === null) return null;
  return `country ${country}: an account cannot change from it or to it; use accounts of another country`;
}

const ORDER: readonly Tier[] = ['read', 'write', 'regions'];

/**
 * What a run may change: what the configuration says, lowered by what was asked for.
 * @throws {SafetyRefusal} where more is asked for than is allowed, or no region may change in tier regions.
 */
export function allowedTier({ safety, loopback, name }: Target, asked: Tier | undefined): Tier {
  const tier = asked ?? safety.tier;
  if (ORDER.indexOf(tier) > ORDER.indexOf(safety.tier)) {
    throw new SafetyRefusal(
      `target "${name}": --tier ${tier} is more than its configuration allows (${safety.tier}): set safety.tier there`,
    );
  }
  if (tier === 'regions' && !loopback && safety.regions.length === 0) {
    throw new SafetyRefusal(
      `target "${name}": tier regions, but no region may change: name some in safety.regions, or use --tier write`,
    );
  }
  return tier;
}
