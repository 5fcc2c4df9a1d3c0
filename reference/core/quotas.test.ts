import { describe, expect, test } from 'vitest';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { Service } from './service.ts';
import { call, ACCOUNT, testService } from '../testing/world.ts';

const quotas = loadQuotas();
const tooMany = { status: 429, error: 'TooManyRequestsException' };
const optIn = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-south-1',
];
/** No rates, so that only the number of pending changes counts. */
const unhurried = { ...quotas, rates: {} };

function burst(
  service: Service,
  operation: string,
  most: number,
  input: object,
  caller = ACCOUNT.standalone,
): number {
  let served = 0;
  while (served < most && call(service, caller, operation, input).status !== tooMany.status) served += 1;
  return served;
}

function enable(service: Service, caller: string, RegionName: string | undefined, AccountId?: string) {
  return call(service, caller, 'EnableRegion', { RegionName, AccountId });
}

describe('request rates', () => {
  test.each(Object.entries(quotas.rates))('%s: the burst at once, then the rate', (operation, rate) => {
    const { service, clock } = testService({ enforceQuotas: true });
    const input = { AlternateContactType: 'BILLING', RegionName: 'us-east-1' };
    expect(burst(service, operation, 100, input)).toBe(rate.burst);
    expect(call(service, ACCOUNT.standalone, operation, input)).toMatchObject(tooMany);
    clock.advance(1000);
    expect(burst(service, operation, 100, input)).toBe(Math.min(rate.perSecond, rate.burst));
    clock.advance(3_600_000);
    expect(burst(service, operation, 100, input)).toBe(rate.burst);
  });

  test('count for each caller and operation alone, and not unless they are enforced', () => {
    const { service } = testService({ enforceQuotas: true });
    expect(burst(service, 'ListRegions', 100, {})).toBe(5);
    expect(call(service, ACCOUNT.member, 'ListRegions').status).toBe(200);
    expect(call(service, ACCOUNT.standalone, 'GetContactInformation').status).toBe(200);
    expect(burst(testService().service, 'ListRegions', 100, {})).toBe(100);
  });
});

describe('pending region changes', () => {
  test('six for an account, and more when they have settled', () => {
    const { service, clock } = testService({ enforceQuotas: true, quotas: unhurried });
    const answers = optIn.map((name) => enable(service, ACCOUNT.standalone, name).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect(
      call(service, ACCOUNT.standalone, 'GetRegionOptStatus', { RegionName: optIn[6] }).body.RegionOptStatus,
    ).toBe('DISABLED');
    clock.advance(1000);
    expect(enable(service, ACCOUNT.standalone, optIn[6]).status).toBe(200);
  });

  test('are counted over an organization', () => {
    const few = {
      ...unhurried,
      concurrentRegionRequests: { perAccount: 6, perOrganizationAccepted: 2, perOrganizationRefused: 3 },
    };
    const { service } = testService({ enforceQuotas: true, quotas: few });
    expect(enable(service, ACCOUNT.management, optIn[0]).status).toBe(200);
    expect(enable(service, ACCOUNT.management, optIn[0], ACCOUNT.member).status).toBe(200);
    expect(enable(service, ACCOUNT.otherMember, optIn[0]).status).toBe(200);
    expect(enable(service, ACCOUNT.delegate, optIn[0])).toMatchObject(tooMany);
    expect(enable(service, ACCOUNT.standalone, optIn[0]).status).toBe(200);
  });
});
