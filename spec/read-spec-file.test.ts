import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { deviationsSchema } from './load-deviations.ts';
import { eventsSchema } from './load-events.ts';
import { evidenceSchema } from './load-evidence.ts';
import { iamSchema } from './load-iam.ts';
import { lifecycleSchema } from './load-lifecycle.ts';
import { quotasSchema } from './load-quotas.ts';
import { regionsSchema } from './load-regions.ts';
import { rulingsSchema } from './load-rulings.ts';
import { signingSchema } from './load-signing.ts';
import { troubleSchema } from './load-trouble.ts';
import { openApiSchema } from './openapi-schema.ts';
import { packageRoot } from './package-root.ts';
import { parseSpecText, SpecError } from './read-spec-file.ts';

const SCHEMAS: Readonly<Record<string, ZodType>> = {
  'account.openapi.yaml': openApiSchema,
  'deviations.yaml': deviationsSchema,
  'events.yaml': eventsSchema,
  'evidence.yaml': evidenceSchema,
  'iam.yaml': iamSchema,
  'lifecycle.yaml': lifecycleSchema,
  'quotas.yaml': quotasSchema,
  'regions.yaml': regionsSchema,
  'rulings.yaml': rulingsSchema,
  'signing.yaml': signingSchema,
  'trouble.yaml': troubleSchema,
};

function read(file: string, text: string): unknown {
  const schema = SCHEMAS[file];
  if (!schema) throw new Error(`no schema of ${file} here`);
  return parseSpecText(`spec/${file}`, text, schema);
}

function textOf(file: string): string {
  return readFileSync(join(packageRoot, 'spec', file), 'utf8');
}

/** Breaks the file in one place and gives the mistake that is reported, with the line that was broken. */
function broken(file: string, old: string, changed: string): { error: SpecError; line: number } {
  const text = textOf(file);
  const at = text.indexOf(old);
  expect(at, `${file} has ${old}`).toBeGreaterThanOrEqual(0);
  const bad = text.replace(old, () => changed);
  try {
    read(file, bad);
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return { error: error as SpecError, line: text.slice(0, at).split('\n').length };
  }
  throw new Error(`${file} was read although ${old} is now ${changed}`);
}

test.each(Object.keys(SCHEMAS))('%s is read as it stands', (file) => {
  expect(() => read(file, textOf(file))).not.toThrow();
});

interface Case {
  readonly what: string;
  readonly file: string;
  readonly old: string;
  readonly changed: string;
  readonly path: string;
  readonly expectation: string;
  /** What is missing has no line of its own: its entry begins so many lines above. */
  readonly above?: number;
}

test.each<Case>([
  {
    what: 'another type',
    file: 'account.openapi.yaml',
    old: 'maximum: 50',
    changed: 'maximum: fifty',
    path: 'components.schemas.MaxResults.maximum',
    expectation: 'expected a number, found "fifty"',
  },
  {
    what: 'an unknown key',
    file: 'account.openapi.yaml',
    old: 'minLength: 2',
    changed: 'minlength: 2',
    path: 'components.schemas.CountryCode.minlength',
    expectation: 'expected no key minlength here',
  },
  {
    what: 'a list that does not say of what',
    file: 'account.openapi.yaml',
    old: "      items: { $ref: '#/components/schemas/RegionOptStatus' }\n",
    changed: '',
    path: 'components.schemas.RegionOptStatusList.items',
    above: 2,
    expectation: 'expected a mapping, found nothing',
  },
  {
    what: 'a key of another type of schema',
    file: 'account.openapi.yaml',
    old: 'minimum: 1\n',
    changed: 'minLength: 1\n',
    path: 'components.schemas.MaxResults.minLength',
    expectation: 'expected no key minLength here',
  },
  {
    what: 'a type that no schema has here',
    file: 'account.openapi.yaml',
    old: 'type: integer',
    changed: 'type: number',
    path: 'components.schemas.MaxResults.type',
    expectation: 'expected string, integer, array or object',
  },
  {
    what: 'a response that is neither described nor referred to',
    file: 'account.openapi.yaml',
    old: "'200': { description: Success with an empty body }",
    changed: "'200': {}",
    path: 'paths./deleteAlternateContact.post.responses.200',
    expectation: 'expected $ref alone, or description with or without content',
  },
  {
    what: 'a reference that leads nowhere',
    file: 'account.openapi.yaml',
    old: "$ref: '#/components/schemas/City'",
    changed: "$ref: '#/components/schemas/Town'",
    path: 'components.schemas.ContactInformation.properties.City.$ref',
    expectation: 'expected a reference to an entry of components, found #/components/schemas/Town',
  },
  {
    what: 'a required member without a property',
    file: 'account.openapi.yaml',
    old: 'required: [ContactInformation]',
    changed: 'required: [Contact]',
    path: 'components.schemas.PutContactInformationRequest.required.0',
    expectation: 'expected a declared property, found Contact',
  },
  {
    what: 'a condition on a member that does not exist',
    file: 'account.openapi.yaml',
    old: 'x-required-when: { member: CountryCode',
    changed: 'x-required-when: { member: Country',
    path: 'components.schemas.ContactInformation.properties.StateOrRegion.x-required-when.member',
    expectation: 'expected a declared property, found Country',
  },
  {
    what: 'a pattern that does not compile',
    file: 'account.openapi.yaml',
    old: "pattern: '^\\d{12}$'",
    changed: "pattern: '^[\\d{12}$'",
    path: 'components.schemas.AccountId.pattern',
    expectation: 'expected an ECMA-262 pattern: ',
  },
  {
    what: 'a source of no known kind',
    file: 'account.openapi.yaml',
    old: "x-source: 'guide: ContactInformation › City'",
    changed: "x-source: 'page 12'",
    path: 'components.schemas.City.x-source',
    expectation: 'expected a source such as "guide: ListRegions › Errors"',
  },
  {
    what: 'a missing source',
    file: 'lifecycle.yaml',
    old: "    source: 'live: enabling an enabled region'\n",
    changed: '',
    path: 'refusals.4.source',
    above: 7,
    expectation: 'expected a text, found nothing',
  },
  {
    what: 'a level that does not exist',
    file: 'rulings.yaml',
    old: 'level: contested',
    changed: 'level: perhaps',
    path: 'rulings.0.level',
    expectation: 'expected must or should or contested, found "perhaps"',
  },
  {
    what: 'a status that the lifecycle does not have',
    file: 'lifecycle.yaml',
    old: 'from: DISABLING',
    changed: 'from: OFF',
    path: 'refusals.0.from',
    expectation: 'expected one of statuses.all, found OFF',
  },
  {
    what: 'a number that is too small',
    file: 'quotas.yaml',
    old: 'perAccount: 6',
    changed: 'perAccount: 0',
    path: 'concurrentRegionRequests.perAccount',
    expectation: 'expected at least 1, found 0',
  },
  {
    what: 'an empty list',
    file: 'signing.yaml',
    old: 'usual: [MissingAuthenticationTokenException]',
    changed: 'usual: []',
    path: 'refusals.0.usual',
    expectation: 'expected at least 1 element, found an empty list',
  },
  {
    what: 'an error name that is not listed',
    file: 'signing.yaml',
    old: 'usual: [MissingAuthenticationTokenException]',
    changed: 'usual: [Missing]',
    path: 'refusals.0.usual',
    expectation: 'expected names of errors, found Missing',
  },
  {
    what: 'a region twice',
    file: 'regions.yaml',
    old: '- ap-northeast-2',
    changed: '- ap-northeast-1',
    path: 'defaults.names.1',
    expectation: 'expected each region once, found ap-northeast-1 again',
  },
  {
    what: 'a condition that is not a mapping',
    file: 'iam.yaml',
    old: "Condition: { 'ForAnyValue:StringEquals': { 'account:AlternateContactTypes': [BILLING] } }",
    changed: 'Condition: BILLING',
    path: 'policies.4.document.Statement.0.Condition',
    expectation: 'expected a mapping, found "BILLING"',
  },
  {
    what: 'an action that is neither a text nor a list',
    file: 'iam.yaml',
    old: "Action: ['account:Get*', 'account:List*']",
    changed: 'Action: 7',
    path: 'policies.0.document.Statement.0.Action',
    expectation: 'expected a text or a list of texts',
  },
  {
    what: 'another constant',
    file: 'events.yaml',
    old: 'recipient: caller',
    changed: 'recipient: nobody',
    path: 'regionChange.recipient',
    expectation: 'expected caller, found "nobody"',
  },
  {
    what: 'a source that is not live',
    file: 'evidence.yaml',
    old: "source: 'live: captures",
    changed: "source: 'guide: captures",
    path: 'evidence.0.source',
    expectation: 'expected a live source',
  },
])(
  '$what is reported with file, line, path and what was expected',
  ({ file, old, changed, path, expectation, above }) => {
    const { error, line } = broken(file, old, changed);
    expect(error.file).toBe(`spec/${file}`);
    expect(error.place).toMatch(/^line \d+, /);
    expect(error.place.replace(/^line \d+, /, '')).toBe(path);
    expect(error.expectation.startsWith(expectation), error.expectation).toBe(true);
    expect(line - Number(/\d+/.exec(error.place)?.[0])).toBe(above ?? 0);
    expect(error.message).toBe(`spec/${file} › ${error.place}: ${error.expectation}`);
  },
);

test('a syntax error is reported with its line and column', () => {
  const { error, line } = broken('quotas.yaml', 'perAccount: 6', 'perAccount: [6');
  expect(error.place).toMatch(/^line \d+, column \d+$/);
  expect(Number(/\d+/.exec(error.place)?.[0])).toBeGreaterThanOrEqual(line);
  expect(error.code).toBe('ERR_SPEC');
});
