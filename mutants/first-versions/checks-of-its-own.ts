import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler } from '../../reference/core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textOf, primaryContactIn } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import type { Compose } from '../mutant.ts';
import { ALTERNATE, BY, OPT_IN, PRIMARY, type Divergence, type FirstVersion } from './first-version.ts';

/** What a search for "regular expression e-mail" finds first. */
const EMAIL = /^[\w.-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}$/;
const PHONE = /^\+?[0-9][0-9 -]*$/;
const FEWEST_DIGITS = 7;

const HOME = 'us-east-1';
const NOWHERE = 'xx-nowhere-1';
const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 50;

function isPhone(text: string): boolean {
  return PHONE.test(text) && text.replaceAll(/\D/g, '').length >= FEWEST_DIGITS;
}

/** Checks of its own beside those of the contract, and none of what a list is asked for. */
const checkedAnew: Compose = (parts) => ({
  ...parts,
  validate: (shape, input, all) => {
    const { operations } = all.options.contract;
    const faults = parts.validate(shape, input, all);
    if (shape === operations['ListRegions']?.input)
      return faults.filter(({ path }) => !/^(MaxResults|RegionOptStatusContains)/.test(path));
    if (faults.length > 0) return faults;
    const wrong = (path: string) => [{ path, message: 'is not valid', refusedAs: [] }];
    if (shape === operations['PutAlternateContact']?.input)
      return [
        ...(EMAIL.test(textOf(input, 'EmailAddress').trim()) ? [] : wrong('EmailAddress')),
        ...(isPhone(textOf(input, 'PhoneNumber').trim()) ? [] : wrong('PhoneNumber')),
      ];
    const contact = primaryContactIn(input);
    if (contact && !isPhone(textOf(contact, 'PhoneNumber'))) return wrong('ContactInformation.PhoneNumber');
    return [];
  },
  paginate: (names, after, size) =>
    parts.paginate(names, after, size < 1 ? DEFAULT_PAGE : Math.min(size, LARGEST_PAGE)),
});

/** A dictionary of statuses: what is not in it is disabled. */
const statusOf: Handler = ({ account, input }, parts) => {
  const region = textOf(input, 'RegionName');
  return { RegionName: region, RegionOptStatus: parts.statusAt(account, region, parts) };
};

const change =
  (to: string): Handler =>
  ({ account, input }, parts) => {
    const region = textOf(input, 'RegionName');
    const from = parts.statusAt(account, region, parts);
    if (from === to) throw new Refusal('ConflictException', `${region} is ${to} already.`);
    parts.store.putRegionChange(account, region, { from, via: to, to, startedAt: 0 });
    return null;
  };

const settled: Compose = (parts) => ({
  ...parts,
  statusAt: (account, region, all) =>
    parts.store.regionChange(account, region)?.to ?? parts.statusAt(account, region, all),
});

/** A token is the place in the list at which the next page begins. */
const placesForTokens: Compose = (parts) => ({
  ...parts,
  tokens: {
    issue: (_, after) => String(parts.regionNames(parts).indexOf(after) + 1),
    read: (_, token) => parts.regionNames(parts)[Number.parseInt(token, 10) - 1] ?? '',
  },
});

const steps: readonly Compose[] = [
  checkedAnew,
  settled,
  placesForTokens,
  wrapHandler('GetRegionOptStatus', () => statusOf),
  wrapHandler('EnableRegion', () => change('ENABLED')),
  wrapHandler('DisableRegion', () => change('DISABLED')),
];

function ask(operation: string, input: JsonObject = {}): Divergence['calls'][number] {
  return { by: BY.standalone, operation, input };
}

const putAlternate = (member: JsonObject) => [ask('PutAlternateContact', { ...ALTERNATE, ...member })];

const putPrimary = (PhoneNumber: string) => [
  ask('PutContactInformation', { ContactInformation: { ...PRIMARY, PhoneNumber } }),
];

const PARENTHESES = /"PhoneNumber":"[^"]*[()]/;
/** And nothing else for which a number is refused. */
const FEW_DIGITS = /"PhoneNumber":"\+?([0-9][0-9 -]*){1,6}"/;

const accepts = (operation: string, member: string) => [`validation/${operation}/${member}/*/accepts`];

export const checksOfItsOwn: FirstVersion = {
  name: 'checks-of-its-own',
  written:
    'Phone numbers and e-mail addresses have to look right, regions are a dictionary and settle at once.',
  options: { regionDelayMs: 0 },
  compose: (parts) => steps.reduce((all, step) => step(all), parts),
  divergences: [
    {
      fault: 'An e-mail address with a plus sign is refused.',
      rules: accepts('PutAlternateContact', 'EmailAddress'),
      sent: /"EmailAddress":"[^"@]*[+=#!&][^"@]*@/,
      calls: putAlternate({ EmailAddress: 'jane+bills@example.com' }),
    },
    {
      fault: 'An e-mail address is refused where its last part has a digit or one character.',
      rules: accepts('PutAlternateContact', 'EmailAddress'),
      sent: /"EmailAddress":"[\w.-]+@[^"]*\.(\w|\w*[0-9_]\w*)"/,
      calls: putAlternate({ EmailAddress: 'jane@example.x1' }),
    },
    {
      fault: 'The phone number of an alternate contact is refused for its parentheses.',
      rules: accepts('PutAlternateContact', 'PhoneNumber'),
      sent: PARENTHESES,
      calls: putAlternate({ PhoneNumber: '+1 (206) 555-0100' }),
    },
    {
      fault: 'The phone number of an alternate contact is refused where it has few digits.',
      rules: accepts('PutAlternateContact', 'PhoneNumber'),
      sent: FEW_DIGITS,
      calls: putAlternate({ PhoneNumber: '5550100'.slice(1) }),
    },
    {
      fault: 'A primary phone number is refused for its parentheses.',
      rules: accepts('PutContactInformation', 'ContactInformation.PhoneNumber'),
      sent: PARENTHESES,
      calls: putPrimary('+1 (206) 555-0100'),
    },
    {
      fault: 'A primary phone number is refused where it has few digits.',
      rules: accepts('PutContactInformation', 'ContactInformation.PhoneNumber'),
      sent: FEW_DIGITS,
      calls: putPrimary('+290123'),
    },
    {
      fault: 'A region that is enabled or disabled already is a conflict.',
      rules: ['regions/redundant-enable-refused', 'regions/redundant-enable-reason'],
      because: /ConflictException/,
      calls: [ask('EnableRegion', { RegionName: OPT_IN }), ask('EnableRegion', { RegionName: OPT_IN })],
    },
    {
      fault: 'A region that is enabled by default can be disabled.',
      rules: ['regions/disable-default-region-refused', 'regions/no-default-region-disabled'],
      calls: [ask('DisableRegion', { RegionName: HOME })],
    },
    {
      fault: 'A region that does not exist has the status of one that is disabled.',
      rules: ['regions/unknown-region-refused/GetRegionOptStatus'],
      calls: [ask('GetRegionOptStatus', { RegionName: NOWHERE })],
    },
    {
      fault: 'A region that does not exist is enabled and disabled.',
      rules: ['regions/unknown-region-refused/EnableRegion'],
      calls: [ask('EnableRegion', { RegionName: NOWHERE })],
    },
    {
      fault: 'A token that was never issued leads to the first page.',
      rules: ['listing/token-not-issued', 'listing/token-guessed'],
      calls: [ask('ListRegions', { NextToken: 'never issued' })],
    },
    {
      fault: 'No results at all may be asked for.',
      rules: ['validation/ListRegions/MaxResults/minimum/refuses'],
      calls: [ask('ListRegions', { MaxResults: 0 })],
    },
    {
      fault: 'More results may be asked for than a page has.',
      rules: ['validation/ListRegions/MaxResults/maximum/refuses'],
      calls: [ask('ListRegions', { MaxResults: 51 })],
    },
    {
      fault: 'A status that does not exist filters all regions out.',
      rules: ['validation/ListRegions/RegionOptStatusContains[]/enum/refuses'],
      calls: [ask('ListRegions', { RegionOptStatusContains: ['OPTED_IN'] })],
    },
  ],
};
