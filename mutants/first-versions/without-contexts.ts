import type { JsonObject } from '../../spec/json.ts';
import { ALTERNATE, BY, OPT_IN, PRIMARY, type Divergence, type FirstVersion } from './first-version.ts';

const TYPE = { AlternateContactType: 'BILLING' };
const REGION = { RegionName: OPT_IN };

/** Written before anybody thought of other accounts. */
const OF_THE_CALLER: ReadonlySet<string> = new Set([
  'DisableRegion',
  'EnableRegion',
  'GetContactInformation',
  'GetRegionOptStatus',
  'ListRegions',
]);

function call(by: string, operation: string, input: JsonObject, on?: string): Divergence['calls'][number] {
  return { by, operation, input, ...(on === undefined ? {} : { on }) };
}

/** The rules in which a conforming service acts on the account that is named. */
function ofNamed(operation: string): string[] {
  return ['management-member', 'management-delegated-admin', 'delegate-member'].map(
    (situation) => `context/${situation}/${operation}`,
  );
}

export const withoutContexts: FirstVersion = {
  name: 'without-contexts',
  written: 'Some operations act on whatever account is named, others on the caller; no role is looked at.',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, all) =>
      parts.validate(shape, input, all).filter(({ path }) => path !== 'AccountId'),
    authorizeContext: (caller, named, operation) =>
      OF_THE_CALLER.has(operation.name) ? caller : (named ?? caller),
  }),
  divergences: [
    {
      fault: 'A member may name its own account.',
      rules: ['context/member-own-account/PutAlternateContact'],
      calls: [call(BY.member, 'PutAlternateContact', ALTERNATE, BY.member)],
    },
    {
      fault: 'A member writes the contacts of another member.',
      rules: ['context/member-any-account/PutAlternateContact'],
      calls: [call(BY.member, 'PutAlternateContact', ALTERNATE, BY.otherMember)],
    },
    {
      fault: 'A standalone account may name its own account.',
      rules: ['context/standalone-own-account/DeleteAlternateContact'],
      calls: [
        call(BY.standalone, 'PutAlternateContact', ALTERNATE),
        call(BY.standalone, 'DeleteAlternateContact', TYPE, BY.standalone),
      ],
    },
    {
      fault: 'A standalone account writes the primary contact of another account.',
      rules: ['context/standalone-other-account/PutContactInformation'],
      calls: [
        call(BY.standalone, 'PutContactInformation', { ContactInformation: PRIMARY }, BY.otherStandalone),
      ],
    },
    {
      fault: 'The management account may name its own account.',
      rules: ['context/management-own-account/PutContactInformation'],
      calls: [call(BY.management, 'PutContactInformation', { ContactInformation: PRIMARY }, BY.management)],
    },
    {
      fault: 'The management account writes the contacts of an account outside its organization.',
      rules: ['context/outside-organization/PutAlternateContact'],
      calls: [call(BY.management, 'PutAlternateContact', ALTERNATE, BY.outsider)],
    },
    {
      fault: 'An account that does not exist has a primary contact as soon as somebody puts one.',
      rules: ['context/nearly-a-member/PutContactInformation'],
      calls: [
        call(BY.management, 'PutContactInformation', {
          ContactInformation: PRIMARY,
          AccountId: '444444444443',
        }),
      ],
    },
    {
      fault: 'The delegated administrator writes the primary contact of the management account.',
      rules: ['context/delegate-management-account/PutContactInformation'],
      calls: [call(BY.delegate, 'PutContactInformation', { ContactInformation: PRIMARY }, BY.management)],
    },
    {
      fault: 'The management account writes the contacts of a member without trusted access.',
      rules: ['context/trusted-access-off/PutAlternateContact'],
      calls: [call(BY.managementWithoutTrust, 'PutAlternateContact', ALTERNATE, BY.memberWithoutTrust)],
    },
    {
      fault:
        'The management account writes the contacts of a member in an organization without all features.',
      rules: ['context/no-all-features/PutAlternateContact'],
      calls: [call(BY.managementWithoutFeatures, 'PutAlternateContact', ALTERNATE, BY.memberWithoutFeatures)],
    },
    {
      fault: 'GetRegionOptStatus answers for the caller whatever account is named.',
      rules: ofNamed('GetRegionOptStatus'),
      calls: [
        call(BY.member, 'EnableRegion', REGION),
        call(BY.management, 'GetRegionOptStatus', REGION, BY.member),
      ],
    },
    {
      fault: 'EnableRegion and DisableRegion change a region of the caller whatever account is named.',
      rules: ofNamed('EnableRegion'),
      calls: [
        call(BY.management, 'EnableRegion', REGION, BY.member),
        call(BY.member, 'GetRegionOptStatus', REGION),
      ],
    },
    {
      fault: 'ListRegions lists the regions of the caller whatever account is named.',
      rules: ofNamed('ListRegions'),
      calls: [
        call(BY.member, 'EnableRegion', REGION),
        call(BY.management, 'ListRegions', { MaxResults: 1 }, BY.member),
      ],
    },
    {
      fault: 'GetContactInformation reads the primary contact of the caller whatever account is named.',
      rules: ofNamed('GetContactInformation'),
      calls: [
        call(BY.member, 'PutContactInformation', {
          ContactInformation: { ...PRIMARY, FullName: 'John Roe' },
        }),
        call(BY.management, 'GetContactInformation', {}, BY.member),
      ],
    },
    {
      fault: 'Whatever is named as an account is one.',
      rules: ['validation/PutAlternateContact/AccountId/pattern/refuses'],
      calls: [call(BY.standalone, 'PutAlternateContact', { ...ALTERNATE, AccountId: 'mine' })],
    },
  ],
};
