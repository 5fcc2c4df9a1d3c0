import { describe, expect, test } from 'vitest';
import type { Service } from './service.ts';
import { call, ACCOUNT, REGION_DELAY_MS, testService } from '../testing/world.ts';

const region = { RegionName: 'af-south-1' };
const { standalone: caller } = ACCOUNT;

function status(service: Service, RegionName = region.RegionName, account = caller): unknown {
  return call(service, account, 'GetRegionOptStatus', { RegionName }).body.RegionOptStatus;
}

function change(service: Service, operation: string, RegionName = region.RegionName): unknown[] {
  const answer = call(service, caller, operation, { RegionName });
  return [answer.status, answer.error, answer.body.reason];
}

const accepted = [200, undefined, undefined];
const conflict = [409, 'ConflictException', undefined];
const wrongTarget = [400, 'ValidationException', 'invalidRegionOptTarget'];

describe('a region', () => {
  test('goes from disabled through enabling to enabled, and back, on the clock', () => {
    const { service, clock } = testService();
    expect(status(service)).toBe('DISABLED');
    expect(change(service, 'EnableRegion')).toEqual(accepted);
    expect(status(service)).toBe('ENABLING');
    clock.advance(REGION_DELAY_MS - 1);
    expect(status(service)).toBe('ENABLING');
    clock.advance(1);
    expect(status(service)).toBe('ENABLED');
    expect(change(service, 'DisableRegion')).toEqual(accepted);
    expect(status(service)).toBe('DISABLING');
    clock.advance(REGION_DELAY_MS);
    expect(status(service)).toBe('DISABLED');
  });

  test('while pending refuses the opposite and the same change, and still completes', () => {
    const { service, clock } = testService();
    change(service, 'EnableRegion');
    expect(change(service, 'DisableRegion')).toEqual(conflict);
    expect(change(service, 'EnableRegion')).toEqual(conflict);
    clock.advance(REGION_DELAY_MS);
    expect(status(service)).toBe('ENABLED');
    change(service, 'DisableRegion');
    expect(change(service, 'EnableRegion')).toEqual(conflict);
    expect(change(service, 'DisableRegion')).toEqual(conflict);
    clock.advance(REGION_DELAY_MS);
    expect(status(service)).toBe('DISABLED');
  });

  test('settles at once without a delay', () => {
    const { service } = testService({ regionDelayMs: 0 });
    change(service, 'EnableRegion');
    expect(status(service)).toBe('ENABLED');
  });

  test('refuses the change to the status that it has', () => {
    const { service, clock } = testService();
    expect(change(service, 'DisableRegion')).toEqual(wrongTarget);
    expect(status(service)).toBe('DISABLED');
    change(service, 'EnableRegion');
    clock.advance(REGION_DELAY_MS);
    expect(change(service, 'EnableRegion')).toEqual(wrongTarget);
    expect(status(service)).toBe('ENABLED');
  });

  test('that is enabled by default stays so', () => {
    const { service } = testService();
    for (const operation of ['EnableRegion', 'DisableRegion'])
      expect(change(service, operation, 'us-east-1')).toEqual(wrongTarget);
    expect(status(service, 'us-east-1')).toBe('ENABLED_BY_DEFAULT');
  });

  test.each(['xx-nowhere-1', 'cn-north-1', 'US-EAST-1', 'Af-South-1'])('named %s is unknown', (name) => {
    const { service } = testService();
    for (const operation of ['EnableRegion', 'DisableRegion', 'GetRegionOptStatus'])
      expect(change(service, operation, name)).toEqual(wrongTarget);
  });

  test('changes alone: not another region, not another account', () => {
    const { service } = testService();
    change(service, 'EnableRegion');
    expect(status(service, 'me-south-1')).toBe('DISABLED');
    expect(status(service, region.RegionName, ACCOUNT.member)).toBe('DISABLED');
  });
});
