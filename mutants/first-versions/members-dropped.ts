import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Handler } from '../../reference/core/service-parts.ts';
import { textOf } from '../operators/members.ts';
import { bodyOf, rewriteError, rewriteSuccess, withBody } from '../operators/rewrite-response.ts';
import { changeTexts, storeAlternate, storePrimary } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import type { Compose } from '../mutant.ts';
import { ALTERNATE, BY, OPT_IN, PRIMARY, type Divergence, type FirstVersion } from './first-version.ts';

const TYPE = { AlternateContactType: 'BILLING' };
const HOME = 'us-east-1';

/** The columns of the table; whatever else is put is lost. */
const COLUMNS: ReadonlySet<string> = new Set([...Object.keys(PRIMARY), 'AddressLine2', 'AddressLine3']);

function columnsOf(contact: JsonObject): JsonObject {
  const { StateOrRegion: state, ...others } = Object.fromEntries(
    Object.entries(contact).filter(([name]) => COLUMNS.has(name)),
  );
  // States were built for one country.
  return contact['CountryCode'] === 'US' && state !== undefined
    ? { ...others, StateOrRegion: state }
    : others;
}

/** Asks for what is the case already, or for what never is, without a word. */
const changeWherePossible =
  (done: string) =>
  (inner: Handler): Handler =>
  (call, parts) => {
    const region = textOf(call.input, 'RegionName');
    const status = parts.statusAt(call.account, region, parts);
    const known = parts.regionNames(parts).includes(region);
    return known && (status === done || status === 'ENABLED_BY_DEFAULT') ? null : inner(call, parts);
  };

const listAll =
  (inner: Handler): Handler =>
  (call, parts) => {
    const filter = call.input.RegionOptStatusContains;
    const [first] = Array.isArray(filter) ? filter : [];
    const input = { ...call.input, ...(first === undefined ? {} : { RegionOptStatusContains: [first] }) };
    return inner(
      { ...call, input },
      {
        ...parts,
        paginate: (names, after) => ({
          names: after === null ? names : names.filter((name) => name > after),
          last: null,
        }),
      },
    );
  };

const steps: readonly Compose[] = [
  rewriteSuccess(null, (response, { output }) => (output === null ? { ...response, status: 204 } : response)),
  storePrimary(columnsOf),
  storeAlternate((contact) => changeTexts(contact, (text) => text.toLowerCase(), ['EmailAddress'])),
  wrapHandler('GetAlternateContact', (inner) => (call, parts) => {
    const contact = inner(call, parts)?.['AlternateContact'];
    if (!isJsonObject(contact)) return {};
    const { AlternateContactType: _, ...columns } = contact;
    return { AlternateContact: columns };
  }),
  wrapHandler('EnableRegion', changeWherePossible('ENABLED')),
  wrapHandler('DisableRegion', changeWherePossible('DISABLED')),
  wrapHandler('ListRegions', listAll),
  rewriteError((response) => {
    const { message: _, ...body } = bodyOf(response);
    return withBody(response, body);
  }),
];

function ask(operation: string, input: JsonObject = {}): Divergence['calls'][number] {
  return { by: BY.standalone, operation, input };
}

const GET = ask('GetContactInformation');

function putPrimary(change: JsonObject): Divergence['calls'][number] {
  return ask('PutContactInformation', { ContactInformation: { ...PRIMARY, ...change } });
}

const noContent = (what: string, operation: string, ...calls: Divergence['calls']): Divergence => ({
  fault: `${what} with 204.`,
  rules: ['wire/success-status'],
  because: /the status is 204/,
  sent: new RegExp(`^${operation} `),
  calls,
});

const dropped = (member: string, value: string): Divergence => ({
  fault: `${member} is dropped.`,
  rules: ['primary-contact/read-back', 'wire/output-shape', 'primary-contact/optional-members-combine'],
  because: new RegExp(`ContactInformation\\.${member} is missing|no ContactInformation\\.${member}`),
  calls: [putPrimary({ [member]: value }), GET],
});

export const membersDropped: FirstVersion = {
  name: 'members-dropped',
  written: 'A table with some of the columns, 204 for what has nothing to say, and lists in one piece.',
  compose: (parts) => steps.reduce((all, step) => step(all), parts),
  divergences: [
    noContent('A contact is put', 'PutAlternateContact', ask('PutAlternateContact', ALTERNATE)),
    noContent(
      'A contact is deleted',
      'DeleteAlternateContact',
      ask('PutAlternateContact', ALTERNATE),
      ask('DeleteAlternateContact', TYPE),
    ),
    noContent('A region is changed', 'EnableRegion', ask('EnableRegion', { RegionName: OPT_IN })),
    dropped('CompanyName', 'Example Inc.'),
    dropped('DistrictOrCounty', 'King'),
    dropped('WebsiteUrl', 'https://example.com'),
    {
      fault: 'A state is dropped outside the United States.',
      rules: ['primary-contact/*', 'validation/PutContactInformation/*'],
      because: /StateOrRegion is missing/,
      calls: [putPrimary({ CountryCode: 'CA', StateOrRegion: 'BC', PostalCode: 'V5K 0A1' }), GET],
    },
    {
      fault: 'An alternate contact is read without its type.',
      rules: ['contacts/create', 'wire/output-shape'],
      because: /AlternateContactType is missing/,
      calls: [ask('PutAlternateContact', ALTERNATE), ask('GetAlternateContact', TYPE)],
    },
    {
      fault: 'An e-mail address is stored in lower case.',
      rules: ['contacts/*'],
      because: /EmailAddress in lower case|EmailAddress is "/,
      calls: [
        ask('PutAlternateContact', { ...ALTERNATE, EmailAddress: 'Jane@Example.com' }),
        ask('GetAlternateContact', TYPE),
      ],
    },
    {
      fault: 'A page has all regions, however few are asked for.',
      rules: ['listing/page-walk', 'listing/every-page-size'],
      calls: [ask('ListRegions', { MaxResults: 1 })],
    },
    {
      fault: 'Of several statuses in a filter the first counts.',
      rules: ['listing/filter-several-statuses', 'listing/filter-every-pair'],
      calls: [
        ask('ListRegions', { RegionOptStatusContains: ['ENABLED_BY_DEFAULT', 'DISABLED'], MaxResults: 50 }),
      ],
    },
    {
      fault: 'A region that is disabled or enabled already is changed with success.',
      rules: ['regions/redundant-disable-refused'],
      calls: [ask('DisableRegion', { RegionName: OPT_IN })],
    },
    {
      fault: 'A region that is enabled by default is disabled with success, and stays.',
      rules: ['regions/disable-default-region-refused', 'regions/no-default-region-disabled'],
      calls: [ask('DisableRegion', { RegionName: HOME })],
    },
    {
      fault: 'A region that is enabled by default is enabled with success.',
      rules: ['regions/enable-default-region-refused', 'regions/no-default-region-enabled'],
      calls: [ask('EnableRegion', { RegionName: HOME })],
    },
    {
      fault: 'A refusal has no message.',
      rules: ['errors/body'],
      calls: [ask('GetAlternateContact', TYPE)],
    },
  ],
};
