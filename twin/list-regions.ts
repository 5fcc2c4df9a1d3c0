import type { Json, JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { denied, invalid } from './refusal.ts';

interface Listed {
  readonly account: string;
  /** Every region of the account in the order of the catalogue. */
  readonly names: readonly string[];
  readonly statusOf: (region: string) => string;
  readonly tokens: PageTokens;
  readonly random: () => number;
}

/** One page. @throws {Refusal} */
export function listRegions(input: JsonObject, listed: Listed, choices: Dialect): JsonObject {
  const place = placeOf(input, listed, choices);
  const size = place.size ?? choices.defaultPage;
  const room = choices.pageFill === 'short' ? Math.ceil(size / 2) : size;
  const isEmpty = choices.pageFill === 'empty-first' && place.next === 0 && !isContinued(input);
  const end = isEmpty ? 0 : place.names.length;
  const found: Json[] = [];
  let { next } = place;
  while (next < end && found.length < room) {
    const RegionName = place.names[next] ?? '';
    const RegionOptStatus = listed.statusOf(RegionName);
    if (place.filter.length === 0 || place.filter.includes(RegionOptStatus))
      found.push({ RegionName, RegionOptStatus });
    next += 1;
  }
  const more = next < place.names.length || (choices.pageFill === 'empty-last' && found.length > 0);
  return { Regions: found, ...(more ? { NextToken: listed.tokens.issue({ ...place, next }) } : {}) };
}

/** Whether the walk came with a token; an empty one may mean that it begins. */
function isContinued({ NextToken }: JsonObject): boolean {
  return typeof NextToken === 'string' && NextToken !== '';
}

function placeOf(input: JsonObject, listed: Listed, choices: Dialect): Place {
  const filter = filterOf(input['RegionOptStatusContains'], choices);
  const size = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : undefined;
  const fresh = () => ({ account: listed.account, filter, size, names: ordered(listed, choices), next: 0 });
  const token = input['NextToken'];
  if (typeof token !== 'string') return fresh();
  if (token === '' && choices.emptyToken === 'first-page') return fresh();
  const place = listed.tokens.redeem(token);
  if (!place) throw choices.unknownToken === 'denied' ? denied() : invalid('NextToken', choices.tokenDetail);
  if (place.account !== listed.account) {
    if (choices.foreignToken === 'restart') return fresh();
    if (choices.foreignToken === 'refused') throw invalid('NextToken', choices.tokenDetail);
  }
  if (size !== place.size && choices.tokenOtherSize === 'refused')
    throw invalid('MaxResults', choices.tokenDetail);
  const sameFilter = filter.toSorted().join() === place.filter.toSorted().join();
  if (!sameFilter && choices.tokenOtherFilter === 'refused') throw invalid('NextToken', choices.tokenDetail);
  const keepsFilter = choices.tokenOtherFilter === 'old-filter';
  return { ...place, account: listed.account, size, filter: keepsFilter ? place.filter : filter };
}

function filterOf(value: Json | undefined, { emptyFilter, repeatedFilter }: Dialect): readonly string[] {
  if (value === undefined) return [];
  const filter = (value as readonly Json[]).map(String);
  if (filter.length === 0 && emptyFilter === 'refused') throw invalid('RegionOptStatusContains');
  if (filter.length === 0 && emptyFilter === 'nothing') return ['none'];
  if (new Set(filter).size < filter.length && repeatedFilter === 'refused')
    throw invalid('RegionOptStatusContains');
  return filter;
}

function ordered({ names, random }: Listed, { order }: Dialect): readonly string[] {
  switch (order) {
    case 'name':
      return names.toSorted();
    case 'reverse':
      return names.toSorted().toReversed();
    case 'shuffled':
      return names.toSorted((one, other) => hash(one) - hash(other));
    case 'per-walk': {
      const keys = new Map(names.map((name) => [name, random()]));
      return names.toSorted((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0));
    }
  }
}

function hash(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 131 + (letter.codePointAt(0) ?? 0)) % 99_991;
  return sum;
}

/** Where a walk through the regions stands. */
interface Place {
  readonly account: string;
  readonly filter: readonly string[];
  readonly size: number | undefined;
  /** Every region in the order of this walk. */
  readonly names: readonly string[];
  readonly next: number;
}

const ALPHABETS: Readonly<Record<Dialect['tokenForm'], string>> = {
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  number: '0123456789',
  long: 'abcdefghijklmnopqrstuvwxyz%._-',
  text: 'äßçđéλжя中"\\/{}&= ',
};
/** The longest that a request may carry back. */
const LONGEST = 1000;

/** Tokens mean nothing by themselves: the service remembers what each stands for. */
export class PageTokens {
  readonly #places = new Map<string, Place>();
  readonly #choices: Dialect;
  readonly #random: () => number;

  constructor(choices: Dialect, random: () => number) {
    this.#choices = choices;
    this.#random = random;
  }

  issue(place: Place): string {
    const { tokenForm } = this.#choices;
    const alphabet = Array.from(ALPHABETS[tokenForm]);
    const length = tokenForm === 'long' ? LONGEST : 24;
    const token = Array.from(
      { length },
      () => alphabet[Math.floor(this.#random() * alphabet.length)] ?? '',
    ).join('');
    this.#places.set(token, place);
    return token;
  }

  /** `undefined`: never issued, or used up. */
  redeem(token: string): Place | undefined {
    const place = this.#places.get(token);
    if (this.#choices.tokenUse === 'once') this.#places.delete(token);
    return place;
  }
}
