import type { Answer } from '../call.ts';
import { listedRegions, type ListedRegion } from './list-page.ts';

/** One page of a walk, in order. */
export interface WalkedPage {
  /** `null`: not sent. */
  readonly maxResults: number | null;
  /** The token that was sent; `null`: none. */
  readonly token: string | null;
  readonly answer: Answer;
}

export interface WalkVerdict {
  /** Every region once, in the order of the walk. */
  readonly regions: readonly ListedRegion[];
  /** What is wrong, in words; empty: nothing. */
  readonly problems: readonly string[];
}

/**
 * Judges a walk over the pages of a list from its first page to its last.
 * @param changing regions whose status changed during the walk, which a filtered walk may list twice or not at all.
 */
export function judgeWalk(
  pages: readonly WalkedPage[],
  changing: ReadonlySet<string> = new Set(),
): WalkVerdict {
  const regions = new Map<string, ListedRegion>();
  const problems = pages.length === 0 ? ['the walk has no page'] : [];
  let expected: string | null = null;
  for (const [index, { maxResults, token, answer }] of pages.entries()) {
    const place = `page ${index + 1}`;
    if (token !== expected) problems.push(`${place} does not continue the page before it`);
    const listed = listedRegions(answer.error === null ? answer.output : null);
    if (typeof listed === 'string')
      return { regions: [...regions.values()], problems: [...problems, `${place}: ${listed}`] };
    if (maxResults !== null && listed.length > maxResults) {
      problems.push(`${place}: ${listed.length} regions, at most ${maxResults} were asked for`);
    }
    for (const region of listed) {
      if (regions.has(region.name) && !changing.has(region.name))
        problems.push(`${place}: ${region.name} again`);
      regions.set(region.name, region);
    }
    expected = nextToken(answer, place, problems);
    if (expected === null && index + 1 < pages.length)
      problems.push(`${place} is the last, but pages follow`);
  }
  if (expected !== null) problems.push('the last page has a NextToken');
  return { regions: [...regions.values()], problems };
}

function nextToken(answer: Answer, place: string, problems: string[]): string | null {
  const token = answer.output?.['NextToken'];
  if (token === undefined || token === null) return null;
  if (typeof token === 'string' && token !== '') return token;
  problems.push(`${place}: NextToken is neither absent nor a text with characters`);
  return null;
}

/**
 * Compares the unfiltered walk with the walks that were filtered by one status each: their union must be the same.
 * @param changing regions whose status changed meanwhile, which are not compared.
 */
export function judgeUnion(
  whole: readonly ListedRegion[],
  byStatus: Readonly<Record<string, readonly ListedRegion[]>>,
  changing: ReadonlySet<string> = new Set(),
): string[] {
  const problems: string[] = [];
  const filtered = new Map<string, string>();
  for (const [status, regions] of Object.entries(byStatus)) {
    for (const region of regions) {
      if (region.status !== status)
        problems.push(`${region.name} is ${region.status}, listed under ${status}`);
      if (filtered.has(region.name) && !changing.has(region.name)) {
        problems.push(`${region.name} is listed under ${filtered.get(region.name)} and ${status}`);
      }
      filtered.set(region.name, status);
    }
  }
  for (const { name, status } of whole) {
    if (changing.has(name)) continue;
    const found = filtered.get(name);
    if (found === undefined) problems.push(`${name} is ${status}, but in no filtered list`);
    else if (found !== status) problems.push(`${name} is ${status}, but listed under ${found}`);
  }
  const names = new Set(whole.map(({ name }) => name));
  const extra = [...filtered.keys()].filter((name) => !names.has(name) && !changing.has(name));
  return [...problems, ...extra.map((name) => `${name} is only in a filtered list`)];
}

/** Regions that two complete walks of the same account do not share. A region whose status changed is still one. */
export function judgeSameRegions(one: readonly ListedRegion[], other: readonly ListedRegion[]): string[] {
  const first = new Set(one.map(({ name }) => name));
  const second = new Set(other.map(({ name }) => name));
  return [...first.symmetricDifference(second)].map((name) => `${name} is in only one of the walks`);
}
