import { Refusal } from '../../reference/core/refusal.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { FieldFault } from '../../reference/core/request/check-input.ts';
import { coerceMembers, textOf, primaryContactIn } from '../operators/members.ts';
import { rewriteError, rewriteSuccess, withHeader } from '../operators/rewrite-response.ts';
import { storePrimary } from '../operators/store-contact.ts';
import type { Compose } from '../mutant.ts';
import { BY, OPT_IN, PRIMARY, type Divergence, type FirstVersion } from './first-version.ts';

const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';
const REGIONS: ReadonlySet<string> = new Set([
  'DisableRegion',
  'EnableRegion',
  'GetRegionOptStatus',
  'ListRegions',
]);
const LONGEST_URL = 255;

/** A path of which the framework knows nothing; its page has no error name. */
const PAGE = 'page';

const unrouted: Compose = (parts) => ({
  ...parts,
  route: (request, all) => {
    const operation = parts.route(request, all);
    if (REGIONS.has(operation.name)) throw new Refusal(PAGE, 'Not Found');
    return operation;
  },
  writeError: (refusal, all) =>
    refusal.errorName === PAGE
      ? {
          status: 404,
          headers: [['content-type', 'text/html; charset=utf-8']],
          body: new TextEncoder().encode('<!doctype html><title>404 Not Found</title>'),
        }
      : parts.writeError(refusal, all),
});

/** Checks lengths and characters where somebody came to think of them. */
const checkedInPart: Compose = (parts) => {
  const isUnchecked = ({ path, message }: FieldFault) =>
    path === 'ContactInformation.CountryCode' ||
    (path === 'ContactInformation.StateOrRegion' && message === 'must be present') ||
    (path === 'ContactInformation.PhoneNumber' && message.includes('pattern'));
  return {
    ...parts,
    validate: (shape, input, all) => {
      const faults = parts.validate(shape, input, all);
      if (shape !== all.options.contract.operations[PUT]?.input) return faults;
      const url = textOf(primaryContactIn(input), 'WebsiteUrl');
      const tooLong = { path: 'ContactInformation.WebsiteUrl', message: 'is too long', refusedAs: [] };
      return [
        ...faults.filter((one) => !isUnchecked(one)),
        ...(url.length > LONGEST_URL ? [tooLong] : []),
      ].map((one) => ({ ...one, refusedAs: ['ValidationError'] }));
    },
  };
};

const crashing: Compose = (parts) => ({
  ...parts,
  parseBody: (body, errorName) => {
    try {
      return parts.parseBody(body, errorName);
    } catch {
      throw new TypeError('nobody catches what the parser throws');
    }
  },
  nextRequestId: () => '00000000-0000-0000-0000-000000000000',
});

const AS_TEXT: Compose = coerceMembers((value, { kind }) =>
  kind === 'string' && typeof value === 'number' ? String(value) : value,
);

const steps: readonly Compose[] = [
  unrouted,
  checkedInPart,
  crashing,
  AS_TEXT,
  storePrimary((contact, before) => ({ ...before, ...contact })),
  rewriteSuccess(GET, (response) => withHeader(response, 'content-type', 'text/html; charset=utf-8')),
  rewriteError((response, { errorName }) =>
    errorName === 'ResourceNotFoundException' ? { ...response, status: 400 } : response,
  ),
];

function ask(operation: string, input: JsonObject): Divergence['calls'][number] {
  return { by: BY.standalone, operation, input };
}

function put(change: JsonObject): Divergence['calls'][number] {
  return ask(PUT, { ContactInformation: { ...PRIMARY, ...change } });
}

const missing = (operation: string, input: JsonObject): Divergence => ({
  fault: `${operation} answers 404 without a name.`,
  rules: [`errors/implemented/${operation}`],
  calls: [ask(operation, input)],
});

const onMember = (member: string, constraint: string) =>
  `validation/${PUT}/ContactInformation.${member}/${constraint}`;

const { StateOrRegion: _, ...STATELESS } = PRIMARY;

export const halfTheOperations: FirstVersion = {
  name: 'half-the-operations',
  written: 'The contacts are there, with the checks that somebody came to think of; the regions are not.',
  compose: (parts) => steps.reduce((all, step) => step(all), parts),
  divergences: [
    missing('DisableRegion', { RegionName: OPT_IN }),
    missing('EnableRegion', { RegionName: OPT_IN }),
    missing('GetRegionOptStatus', { RegionName: OPT_IN }),
    missing('ListRegions', {}),
    {
      fault: 'A contact that is not there is not found with status 400.',
      rules: ['errors/documented', 'errors/get-absent-contact', 'contacts/delete'],
      because: /^400 ResourceNotFoundException/,
      calls: [ask('GetAlternateContact', { AlternateContactType: 'BILLING' })],
    },
    {
      fault: 'An optional member that a put leaves out stays.',
      rules: ['primary-contact/optional-members-vanish', 'primary-contact/replace'],
      calls: [put({ CompanyName: 'Example Inc.' }), put({}), ask(GET, {})],
    },
    {
      fault: 'The state may be left out in the United States.',
      rules: [onMember('StateOrRegion', 'required-when/refuses')],
      calls: [ask(PUT, { ContactInformation: STATELESS })],
    },
    {
      fault: 'A country code has any length.',
      rules: [onMember('CountryCode', 'max-length/refuses'), onMember('CountryCode', 'min-length/refuses')],
      because: /no refusal/,
      calls: [put({ CountryCode: 'USA' })],
    },
    {
      fault: 'What is invalid in a primary contact is refused as ValidationError.',
      rules: [`validation/${PUT}/*/refuses`],
      because: /^400 ValidationError\b/,
      calls: [put({ FullName: '' })],
    },
    {
      fault: 'A body that is not an object, or not JSON, is a server error.',
      rules: ['wire/no-server-error', 'wire/json/*'],
      because: /^500/,
      calls: [ask(GET, [] as unknown as JsonObject)],
    },
    {
      fault: 'The primary contact comes as HTML.',
      rules: ['wire/output-media-type'],
      calls: [ask(GET, {})],
    },
    {
      fault: 'All answers have the same request id.',
      rules: ['wire/request-id'],
      calls: [ask('GetAlternateContact', { AlternateContactType: 'BILLING' })],
    },
    {
      fault: 'A primary phone number needs no plus sign.',
      rules: [onMember('PhoneNumber', 'pattern/refuses')],
      calls: [put({ PhoneNumber: '206 555 0100' })],
    },
    {
      fault: 'A web address has one character less than it may have.',
      rules: [onMember('WebsiteUrl', 'max-length/accepts')],
      calls: [put({ WebsiteUrl: `https://example.com/${'u'.repeat(236)}` })],
    },
    {
      fault: 'A number is taken for the text of its digits.',
      rules: [onMember('FullName', 'type/refuses')],
      calls: [put({ FullName: 5 })],
    },
  ],
};
