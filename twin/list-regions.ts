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
  const isEmpty =
    (choices.pageFill === 'empty-first' && place.next === 0 && !isContinued(input)) ||
    (choices.pageFill === 'empty-between' && !place.rested);
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
  return {
    Regions: found,
    ...(more ? { NextToken: listed.tokens.issue({ ...place, next, rested: isEmpty }) } : {}),
  };
}

/** Whether the walk came with a token; an empty one may mean that it begins. */
function isContinued({ NextToken }: JsonObject): boolean {
  return typeof NextToken === 'string' && NextToken !== '';
}

function placeOf(input: JsonObject, listed: Listed, choices: Dialect): Place {
  const filter = filterOf(input['RegionOptStatusContains'], choices);
  const size = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : undefined;
  const fresh = (): Place => {
    const names = ordered(listed, choices);
    return { account: listed.account, filter, size, names, next: 0, rested: false };
  };
  const token = input['NextToken'];
  if (typeof token !== 'string') return fresh();
  if (token === '' && choices.emptyToken === 'first-page') return fresh();
  const place = listed.tokens.redeem(token, fresh);
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
  // As the regions stand now, one whose status changed stands elsewhere.
  const names = choices.order === 'status' ? ordered(listed, choices) : place.names;
  return { ...place, names, account: listed.account, size, filter: keepsFilter ? place.filter : filter };
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

function ordered({ names, random, statusOf }: Listed, { order, tokenForm }: Dialect): readonly string[] {
  // A token that only says where the walk stands needs an order that stays.
  switch (order === 'per-walk' && isPlace(tokenForm) ? 'name' : order) {
    case 'name':
      return names.toSorted();
    case 'reverse':
      return names.toSorted().toReversed();
    case 'shuffled':
      return names.toSorted((one, other) => hash(one) - hash(other));
    case 'status':
      return names.toSorted((one, other) =>
        `${statusOf(one)} ${one}` < `${statusOf(other)} ${other}` ? -1 : 1,
      );
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
  /** The page before was left empty. */
  readonly rested: boolean;
}

/** Tokens that tell by themselves where the walk stands. */
type PlaceForm = 'name' | 'name-in-base64' | 'position';

function isPlace(form: Dialect['tokenForm']): form is PlaceForm {
  return form === 'name' || form === 'name-in-base64' || form === 'position';
}

const ALPHABETS: Readonly<Record<Exclude<Dialect['tokenForm'], PlaceForm>, string>> = {
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  number: '0123456789',
  long: 'abcdefghijklmnopqrstuvwxyz%._-',
  text: 'äßçđéλжя中"\\/{}&= ',
};
/** What stands for the place behind the last region, and before any place once an empty page was shown. */
const END = 'end';
const RESTED = '+';
/** The longest that a request may carry back. */
const LONGEST = 1000;

/** Tokens mean nothing by themselves, and the service remembers what each stands for; or they name the next region. */
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
    if (isPlace(tokenForm)) return placeToken(place, tokenForm);
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
  redeem(token: string, fresh: () => Place): Place | undefined {
    const { tokenForm } = this.#choices;
    if (isPlace(tokenForm)) return placeOfToken(token, tokenForm, fresh());
    const place = this.#places.get(token);
    if (this.#choices.tokenUse === 'once') this.#places.delete(token);
    return place;
  }
}

function placeToken({ names, next, rested }: Place, form: PlaceForm): string {
  const where = form === 'position' ? String(next) : (names[next] ?? END);
  const text = rested ? `${RESTED}${where}` : where;
  return form === 'name-in-base64' ? Buffer.from(text).toString('base64') : text;
}

/** Whatever its scheme might yield is taken for a token of its own; `undefined`: nothing else is. */
function placeOfToken(token: string, form: PlaceForm, fresh: Place): Place | undefined {
  const text = form === 'name-in-base64' ? Buffer.from(token, 'base64').toString() : token;
  const rested = text.startsWith(RESTED);
  const where = rested ? text.slice(RESTED.length) : text;
  const next = form === 'position' ? positionOf(where) : [...fresh.names, END].indexOf(where);
  return next >= 0 && next <= fresh.names.length ? { ...fresh, next, rested } : undefined;
}

function positionOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : -1;
}
