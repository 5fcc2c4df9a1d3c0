import { describe, expect, test } from 'vitest';
import type { Service } from './service.ts';
import { call, ACCOUNT, REGION_DELAY_MS, testService } from '../testing/world.ts';

interface Region {
  readonly RegionName: string;
  readonly RegionOptStatus: string;
}

function page(service: Service, input: object, caller = ACCOUNT.standalone) {
  const { body, ...answer } = call(service, caller, 'ListRegions', input);
  const { Regions: regions, NextToken: token } = body as { Regions?: Region[]; NextToken?: string };
  return { ...answer, body, regions: regions ?? [], token };
}

/** Every page of a walk. Ends after more pages than there can be. */
function walk(service: Service, input: object): Region[][] {
  const pages: Region[][] = [];
  let token: string | undefined;
  do {
    const next = page(service, token === undefined ? input : { ...input, NextToken: token });
    pages.push(next.regions);
    token = next.token;
  } while (token !== undefined && pages.length < 100);
  return pages;
}

const everyStatus = ['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'];

function mixedService() {
  const made = testService();
  for (const RegionName of ['af-south-1', 'ap-east-1'])
    call(made.service, ACCOUNT.standalone, 'EnableRegion', { RegionName });
  made.clock.advance(REGION_DELAY_MS);
  call(made.service, ACCOUNT.standalone, 'DisableRegion', { RegionName: 'ap-east-1' });
  call(made.service, ACCOUNT.standalone, 'EnableRegion', { RegionName: 'me-south-1' });
  return made;
}

describe('ListRegions', () => {
  test('walks every region once, by name, whatever the size of a page', () => {
    const { service } = mixedService();
    const all = page(service, { MaxResults: 50 }).regions;
    expect(all.length).toBeGreaterThan(28);
    expect(all.map(({ RegionName }) => RegionName)).toEqual(
      all.map(({ RegionName }) => RegionName).toSorted(),
    );
    for (let size = 1; size <= 50; size += 1) {
      const pages = walk(service, { MaxResults: size });
      expect(pages.flat()).toEqual(all);
      expect(pages.every(({ length }) => length <= size && length > 0)).toBe(true);
    }
    expect(page(service, {}).regions).toEqual(all.slice(0, 20));
  });

  test('filters by status, with paging, and the five filters make up the whole', () => {
    const { service } = mixedService();
    const all = walk(service, {}).flat();
    const byStatus = everyStatus.map((status) => {
      const found = walk(service, { RegionOptStatusContains: [status], MaxResults: 3 }).flat();
      expect(found.length, status).toBeGreaterThan(0);
      expect(found).toEqual(all.filter((region) => region.RegionOptStatus === status));
      return found;
    });
    expect(byStatus.flat().length).toBe(all.length);
    const two = walk(service, { RegionOptStatusContains: ['ENABLED', 'DISABLING', 'ENABLED'] }).flat();
    expect(two.map(({ RegionName }) => RegionName)).toEqual(['af-south-1', 'ap-east-1']);
    expect(walk(service, { RegionOptStatusContains: [] }).flat()).toEqual(all);
  });

  test('agrees with GetRegionOptStatus', () => {
    const { service } = mixedService();
    for (const region of walk(service, {}).flat()) {
      const { RegionName } = region;
      expect(call(service, ACCOUNT.standalone, 'GetRegionOptStatus', { RegionName }).body).toEqual(region);
    }
  });

  test('loses and doubles no region when others change between two pages', () => {
    const { service, clock } = mixedService();
    const filter = { RegionOptStatusContains: ['DISABLED'], MaxResults: 4 };
    const first = page(service, filter);
    const [gone] = first.regions;
    call(service, ACCOUNT.standalone, 'EnableRegion', { RegionName: gone?.RegionName });
    const rest: Region[] = [];
    let { token } = first;
    while (token !== undefined && rest.length < 100) {
      const next = page(service, { ...filter, NextToken: token });
      rest.push(...next.regions);
      token = next.token;
    }
    clock.advance(REGION_DELAY_MS);
    const now = walk(service, filter).flat();
    const seen = [...first.regions.slice(1), ...rest].map(({ RegionName }) => RegionName);
    const unchanged = now.map(({ RegionName }) => RegionName).filter((name) => name !== 'ap-east-1');
    expect(seen).toEqual(unchanged);
  });

  test('gives tokens of at most 1000 characters that may be used again', () => {
    const { service } = testService();
    const { token } = page(service, { MaxResults: 7 });
    expect(token?.length).toBeLessThanOrEqual(1000);
    const again = [1, 2].map(() => page(service, { MaxResults: 7, NextToken: token }).text);
    expect(again[0]).toBe(again[1]);
    expect(page(service, { MaxResults: 7, NextToken: '' }).regions).toEqual(
      page(service, { MaxResults: 7 }).regions,
    );
  });

  test('refuses a token that it did not issue, an altered one, another account’s and another filter’s', () => {
    const { service } = testService();
    const { token = '' } = page(service, { MaxResults: 7 });
    const altered = Array.from(token, (character, index) => {
      const other = character === 'A' ? 'B' : 'A';
      return `${token.slice(0, index)}${other}${token.slice(index + 1)}`;
    });
    const wrong = [
      'x',
      'AAAA',
      ' ',
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      ...altered,
    ];
    for (const NextToken of wrong) {
      const { status, error, body } = page(service, { NextToken });
      expect([status, error, body.reason], NextToken).toEqual([
        400,
        'ValidationException',
        'fieldValidationFailed',
      ]);
    }
    expect(page(service, { NextToken: token }, ACCOUNT.member).status).toBe(400);
    expect(page(service, { NextToken: token, RegionOptStatusContains: ['DISABLED'] }).status).toBe(400);
    expect(page(service, { NextToken: token }).status).toBe(200);
  });
});
