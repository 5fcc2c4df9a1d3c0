import { describe, expect, test } from 'vitest';
import { call, ACCOUNT, testService } from '../testing/world.ts';

const contact = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '+12065550100',
  Title: 'CFO',
};
const primary = {
  AddressLine1: '1 Example Street',
  City: 'Wien',
  CountryCode: 'AT',
  FullName: 'Max Muster',
  PhoneNumber: '+431234567',
  PostalCode: '1010',
};

/** Every operation with an input that succeeds on a fresh account, in an order in which each can. */
const calls: readonly (readonly [operation: string, input: object])[] = [
  ['PutAlternateContact', contact],
  ['GetAlternateContact', { AlternateContactType: 'BILLING' }],
  ['DeleteAlternateContact', { AlternateContactType: 'BILLING' }],
  ['PutContactInformation', { ContactInformation: primary }],
  ['GetContactInformation', {}],
  ['EnableRegion', { RegionName: 'af-south-1' }],
  ['GetRegionOptStatus', { RegionName: 'af-south-1' }],
  ['ListRegions', {}],
];

const allowed: readonly (readonly [caller: keyof typeof ACCOUNT, target: keyof typeof ACCOUNT | null])[] = [
  ['standalone', null],
  ['management', null],
  ['delegate', null],
  ['member', null],
  ['untrustedMember', null],
  ['billingMember', null],
  ['management', 'member'],
  ['management', 'delegate'],
  ['delegate', 'member'],
  ['delegate', 'delegate'],
];

const refused: readonly (readonly [caller: keyof typeof ACCOUNT, target: keyof typeof ACCOUNT])[] = [
  ['management', 'management'],
  ['delegate', 'management'],
  ['member', 'otherMember'],
  ['member', 'member'],
  ['member', 'management'],
  ['standalone', 'standalone'],
  ['standalone', 'member'],
  ['management', 'standalone'],
  ['management', 'untrustedMember'],
  ['management', 'unknown'],
  ['delegate', 'standalone'],
  ['delegate', 'unknown'],
  ['untrustedManagement', 'untrustedMember'],
  ['untrustedDelegate', 'untrustedMember'],
  ['untrustedDelegate', 'untrustedDelegate'],
  ['billingManagement', 'billingMember'],
];

describe('who may act on whose account', () => {
  test.each(allowed)('%s on %s: every operation succeeds there and nowhere else', (caller, target) => {
    const { service } = testService();
    const named = target === null ? {} : { AccountId: ACCOUNT[target] };
    for (const [operation, input] of calls)
      expect(call(service, ACCOUNT[caller], operation, { ...input, ...named }).status, operation).toBe(200);
    const owner = target ?? caller;
    const bystander = owner === 'otherMember' ? 'member' : 'otherMember';
    expect(call(service, ACCOUNT[owner], 'GetContactInformation').body).toEqual({
      ContactInformation: primary,
    });
    expect(call(service, ACCOUNT[bystander], 'GetContactInformation').body).not.toEqual({
      ContactInformation: primary,
    });
  });

  test.each(refused)('%s on %s: every operation is refused and changes nothing', (caller, target) => {
    const { service } = testService();
    const before = call(service, ACCOUNT.otherMember, 'GetContactInformation').text;
    for (const [operation, input] of calls) {
      const answer = call(service, ACCOUNT[caller], operation, { ...input, AccountId: ACCOUNT[target] });
      expect([answer.status, answer.error], operation).toEqual([403, 'AccessDeniedException']);
    }
    for (const account of [caller, target].filter((name) => name !== 'unknown')) {
      expect(call(service, ACCOUNT[account], 'GetContactInformation').text).toBe(before);
      expect(
        call(service, ACCOUNT[account], 'GetRegionOptStatus', { RegionName: 'af-south-1' }).body,
      ).toEqual({
        RegionName: 'af-south-1',
        RegionOptStatus: 'DISABLED',
      });
    }
  });

  test('an account outside the organization and one that does not exist get the same answer', () => {
    const { service } = testService();
    for (const caller of [ACCOUNT.management, ACCOUNT.delegate]) {
      const [outside, missing] = [ACCOUNT.standalone, ACCOUNT.unknown].map((AccountId) =>
        call(service, caller, 'GetContactInformation', { AccountId }),
      );
      expect(outside?.status).toBe(403);
      expect([missing?.status, missing?.error, missing?.text]).toEqual([
        outside?.status,
        outside?.error,
        outside?.text,
      ]);
    }
  });
});
