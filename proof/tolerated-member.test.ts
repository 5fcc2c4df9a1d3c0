import { expect, test } from 'vitest';
import { listedTexts } from '../generators/values/listed-input.ts';
import type { Compose } from '../mutants/mutant.ts';
import { textOf } from '../mutants/operators/members.ts';
import { bodyOf, rewriteSuccess, withBody } from '../mutants/operators/rewrite-response.ts';
import { changeTexts } from '../mutants/operators/store-contact.ts';
import { wrapHandler } from '../mutants/operators/wrap-handler.ts';
import { allMutants } from '../mutants/registry.ts';
import { judgeText } from '../oracle/input/text-verdict.ts';
import type { ServiceResponse } from '../reference/core/request/http-message.ts';
import { isJsonObject } from '../reference/core/request/read-input.ts';
import type { Call } from '../reference/core/service-parts.ts';
import type { Finding } from '../results/record.ts';
import { fits } from '../results/text/fits.ts';
import { EDITIONS, type Shape, type StringShape } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import { loadContract } from '../spec/load-contract.ts';
import { deviationOf, loadDeviations } from '../spec/load-deviations.ts';
import { allRules } from '../suites/registry.ts';
import { findingsOf } from './compounds/findings.ts';
import { judgeService } from './judge-service.ts';

const contract = loadContract();

type Change = (response: ServiceResponse) => ServiceResponse;

/** What a service does every time here, and something else there, in the same place. */
interface Both {
  readonly kind: string;
  readonly operation: string;
  readonly here: Change;
  /** Where it is the other fault. */
  readonly isThere: (call: Call, response: ServiceResponse) => boolean;
  readonly there: Change;
  /** What the finding of the other fault holds. */
  readonly says: string;
  /** Rules that are asked beside the owners. */
  readonly asked: readonly string[];
  /** A mutant that lacks an operation. */
  readonly lacking?: string;
}

const onOther = ({ caller, account }: Call) => caller !== account;

/** A text longer than those that the survey sends. */
const isLong = (member: string) => (_: Call, response: ServiceResponse) =>
  textOf(contactIn(response), member).length > LONG;
const LONG = 30;

function contactIn(response: ServiceResponse): JsonObject {
  const [contact] = Object.values(bodyOf(response));
  return isJsonObject(contact) ? contact : {};
}

function inContact(change: (contact: JsonObject) => JsonObject): Change {
  return (response) => {
    const [name = ''] = Object.keys(bodyOf(response));
    return withBody(response, { [name]: change(contactIn(response)) });
  };
}

const without = (member: string) =>
  inContact((contact) => Object.fromEntries(Object.entries(contact).filter(([name]) => name !== member)));
const changed = (member: string, change: (text: string) => string) =>
  inContact((contact) => changeTexts(contact, change, [member]));
const filled = (member: string, value: string | null) =>
  inContact((contact) => ({ [member]: value, ...contact }));
const inStatus = (status: number) => (response: ServiceResponse) => ({ ...response, status });
const asItIs: Change = (response) => response;

/** A region that nobody can change, shown as one that can be. */
const wrongRegion: Change = (response) => {
  const { Regions: regions, ...rest } = bodyOf(response);
  const shown = (one: JsonObject) =>
    one['RegionName'] === 'us-east-1' ? { ...one, RegionOptStatus: 'ENABLED' } : one;
  if (!Array.isArray(regions)) return withBody(response, shown(rest));
  return withBody(response, { ...rest, Regions: (regions as readonly JsonObject[]).map(shown) });
};

const GET_PRIMARY = 'GetContactInformation';
const GET_ALTERNATE = 'GetAlternateContact';
const OF_PRIMARY = ['primary-contact/*'];
const OF_ALTERNATE = ['contacts/*'];
const OF_OTHERS = ['context/management-member/*', 'context/accounts-apart/*', 'context/delegate-member/*'];
const tilde = (text: string) => `${text.slice(1)}~`;
const lower = (text: string) => text.toLowerCase();
const COMPANY = 'CompanyName';
const ADDRESS = 'AddressLine3';
const MAIL = 'EmailAddress';

const CASES: readonly Both[] = [
  {
    kind: 'success-status',
    operation: 'DeleteAlternateContact',
    here: inStatus(204),
    isThere: onOther,
    there: inStatus(202),
    says: '202',
    asked: OF_OTHERS,
  },
  {
    kind: 'success-body',
    operation: 'PutAlternateContact',
    here: (response) => withBody(response, {}),
    isThere: onOther,
    there: (response) => withBody(response, { Stored: true }),
    says: 'Stored',
    asked: OF_OTHERS,
  },
  {
    kind: 'member-absent',
    operation: GET_PRIMARY,
    here: without(COMPANY),
    isThere: onOther,
    there: changed(COMPANY, tilde),
    says: '~"',
    asked: OF_OTHERS,
  },
  {
    kind: 'member-absent',
    operation: GET_PRIMARY,
    here: without(COMPANY),
    isThere: isLong(COMPANY),
    there: changed(COMPANY, tilde),
    says: '~"',
    asked: OF_PRIMARY,
  },
  {
    kind: 'member-null',
    operation: GET_PRIMARY,
    here: filled(ADDRESS, null),
    isThere: onOther,
    there: filled(ADDRESS, 'none'),
    says: '"none"',
    asked: OF_OTHERS,
  },
  {
    kind: 'member-null',
    operation: GET_PRIMARY,
    here: filled(ADDRESS, null),
    isThere: isLong('FullName'),
    there: filled(ADDRESS, 'none'),
    says: '"none"',
    asked: OF_PRIMARY,
  },
  {
    kind: 'member-empty',
    operation: GET_PRIMARY,
    here: filled(ADDRESS, ''),
    isThere: onOther,
    there: filled(ADDRESS, 'none'),
    says: '"none"',
    asked: OF_OTHERS,
  },
  {
    kind: 'member-empty',
    operation: GET_PRIMARY,
    here: filled(ADDRESS, ''),
    isThere: isLong('FullName'),
    there: filled(ADDRESS, 'none'),
    says: '"none"',
    asked: OF_PRIMARY,
  },
  {
    kind: 'text-trimmed',
    operation: GET_ALTERNATE,
    here: changed('Name', (text) => text.trim()),
    isThere: isLong('Name'),
    there: changed('Name', tilde),
    says: '~"',
    asked: OF_ALTERNATE,
  },
  {
    kind: 'text-case',
    operation: GET_ALTERNATE,
    here: changed(MAIL, lower),
    isThere: onOther,
    there: changed(MAIL, (text) => `x${lower(text)}`),
    says: '"x',
    asked: OF_OTHERS,
  },
  {
    kind: 'text-case',
    operation: GET_ALTERNATE,
    here: changed(MAIL, lower),
    isThere: isLong(MAIL),
    there: changed(MAIL, (text) => `x${lower(text)}`),
    says: '"x',
    asked: OF_ALTERNATE,
  },
  {
    kind: 'no-list',
    operation: 'GetRegionOptStatus',
    here: asItIs,
    isThere: () => true,
    there: wrongRegion,
    says: '"us-east-1","RegionOptStatus":"ENABLED"',
    asked: ['regions/*fixed'],
    lacking: 'derived/ListRegions/path/in-lower-case',
  },
  {
    kind: 'no-status',
    operation: 'ListRegions',
    here: asItIs,
    isThere: () => true,
    there: wrongRegion,
    says: 'us-east-1 is ENABLED, expected',
    asked: ['regions/*fixed'],
    lacking: 'derived/GetRegionOptStatus/path/in-lower-case',
  },
];

/** The successes of an operation changed, in one way or the other. */
function composeOf({ operation, here, isThere, there }: Omit<Both, 'kind' | 'asked' | 'says'>): Compose {
  return (parts) => {
    let asked: Call | null = null;
    const told = wrapHandler(operation, (inner) => (call, whole) => {
      asked = call;
      return inner(call, whole);
    })(parts);
    return rewriteSuccess(operation, (response) =>
      (asked && isThere(asked, response) ? there : here)(response),
    )(told);
  };
}

async function judged(both: Both) {
  const patterns = [...both.asked, ...deviationOf(both.kind).owners];
  const rules = allRules(contract).filter(({ id }) => patterns.some((pattern) => fits(pattern, id)));
  const { options } = allMutants().find(({ id }) => id === both.lacking) ?? {};
  const { signal } = new AbortController();
  const run = { contract, rules, seed: 1, runs: 6, workers: 4, signal };
  return judgeService({ ...options, compose: composeOf(both) }, run);
}

test('each kind has a case', () => {
  expect([...new Set(CASES.map(({ kind }) => kind))]).toEqual(loadDeviations().map(({ kind }) => kind));
});

test.each(CASES)('$kind, and another fault in its place: both are found ($asked)', async (both) => {
  const { rules, deviations = [] } = await judged(both);
  const findings = rules.flatMap(findingsOf);
  const { ruling } = deviationOf(both.kind);
  const ownedBy = new Set(deviations.filter(({ kind }) => kind === both.kind).flatMap((one) => one.ownedBy));
  const isOther = ({ actual }: Finding) => actual.includes(both.says);
  // What a ruling leaves open is no finding.
  const own = findings.filter((finding) => ownedBy.has(finding.id) && !isOther(finding));
  expect(own.length > 0, JSON.stringify(deviations)).toBe(ruling === null);
  expect(findings.some(isOther), findings.map(({ id }) => id).join('\n')).toBe(true);
});

test.each(EDITIONS)('no text with white space at its ends has to be accepted in edition %s', (edition) => {
  // So that no survey can see whether it is trimmed, and no rule compares it with what was put.
  const texts = textShapes(Object.values(loadContract(edition).operations).map(({ input }) => input));
  expect(texts.length).toBeGreaterThan(10);
  for (const shape of texts)
    for (const text of listedTexts(shape, 12))
      for (const spaced of [` ${text}`, `${text} `, ` ${text} `])
        expect(judgeText(shape, spaced).acceptance, `${shape.name}: ${spaced}`).toMatch(/contested|refuse/);
});

function textShapes(shapes: readonly Shape[]): StringShape[] {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'string') return shape.format === null ? [shape] : [];
    if (shape.kind === 'list') return textShapes([shape.member]);
    if (shape.kind !== 'structure') return [];
    return textShapes(Object.values(shape.members).map((member) => member.shape));
  });
}
