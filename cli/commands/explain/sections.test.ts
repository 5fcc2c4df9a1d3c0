import { expect, test } from 'vitest';
import { loadContract } from '../../../spec/load-contract.ts';
import { obligationsOf } from '../../../spec/obligations.ts';
import { catalogue } from '../../../suites/registry.ts';
import {
  evidenceOf,
  layOut,
  commandSections,
  exampleSections,
  proofSections,
  ruleSections,
  type Subject,
} from './sections.ts';
import type { Locations, Proof } from './locations.ts';

const contract = loadContract();
const LOCATIONS: Locations = {
  files: ['suites/a.rules.ts', 'mutants/a.mutants.ts', 'generators/row.ts'],
  rules: { contacts: { 'delete-twice': '0:41' }, validation: { refuses: '0:7' }, wire: { json: '0:9 2:3' } },
  mutants: { written: '1:12' },
  derivations: {},
};
const WRITTEN: Proof = { id: 'written/silent', fault: 'A deletion does nothing.', kind: 'written' };

function subject(id: string, locations: Locations | null = LOCATIONS): Subject {
  const obligation = obligationsOf(contract).find((one) => one.id === id) ?? null;
  const entry = catalogue(contract).find((one) => one.id === id) ?? obligation;
  if (!entry) throw new RangeError(`no rule is called ${id}`);
  return {
    edition: 'guide-2024',
    entry: { ...entry, level: entry.level as Subject['entry']['level'] },
    obligation,
    locations,
  };
}

test('a rule is told with its level, source, check and proof', () => {
  const told = subject('contacts/delete-twice');
  const lines = layOut(
    [...ruleSections(told), ...proofSections(told, [WRITTEN]), ...commandSections(told, [WRITTEN])],
    80,
  );
  expect(lines).toEqual([
    'statement   Deleting an alternate contact that is already gone is refused as not',
    '            found.',
    'level       must: a target that breaks it does not conform, and the run fails.',
    'source      guide: DeleteAlternateContact › Errors',
    'operations  PutAlternateContact, GetAlternateContact, DeleteAlternateContact',
    'since       0.1.0',
    'check       suites/a.rules.ts:41',
    'proved by   1 mutant: a service with one fault, which this rule must find',
    '            - A deletion does nothing.',
    '              written/silent',
    '              mutants/a.mutants.ts:12',
    'run it      account-conformance run --rule contacts/delete-twice',
    'prove it    account-conformance mutants --only written/silent',
  ]);
});

test('an obligation names the line of its constraint, a rule of a factory what it is made from', () => {
  const obligation = layOut(
    ruleSections(subject('validation/PutAlternateContact/EmailAddress/max-length/refuses')),
    80,
  );
  expect(obligation).toContain('check       suites/a.rules.ts:7');
  expect(obligation).toContainEqual(expect.stringMatching(/^constraint  spec\/account\.openapi\.yaml:\d+$/));
  expect(obligation).toContain('              maxLength: 254');
  expect(layOut(ruleSections(subject('wire/json/comment/ListRegions')), 80)).toEqual(
    expect.arrayContaining(['check       suites/a.rules.ts:9', 'made from   generators/row.ts:3']),
  );
});

test('without a build it says what to do', () => {
  expect(layOut(ruleSections(subject('contacts/delete-twice', null)), 80)).toContain(
    'check       file and line are recorded by the build: npm run build',
  );
});

test('more mutants than can be read are counted', () => {
  const many = Array.from({ length: 11 }, (_, index) => ({ ...WRITTEN, id: `written/${index}` }));
  const lines = layOut(proofSections(subject('contacts/delete-twice'), many), 80);
  expect(lines[0]).toBe('proved by   11 mutants: services with one fault each, which this rule must find');
  expect(lines.at(-1)).toBe('            and 3 more');
  expect(lines.filter((line) => line.includes('written/'))).toHaveLength(8);
});

test('what is not proven says why', () => {
  const contested = subject('validation/PutAlternateContact/EmailAddress/email-length/accepts');
  expect(layOut(proofSections(contested, []), 80).join()).toContain('a contested rule observes');
  const hidden = subject('validation/GetRegionOptStatus/RegionName/max-length/accepts');
  expect(layOut(ruleSections(hidden), 80).join('\n')).toContain('unobservable: ');
});

test('a ruling and what was seen on AWS stand as the reason of a level', () => {
  const [ruling] = evidenceOf({ id: 'validation/x', source: 'project: rulings.yaml › email-length' });
  expect(ruling).toMatchObject({ path: 'spec/rulings.yaml', text: expect.stringContaining('254') });
  expect(ruling?.line).toBeGreaterThan(1);
  const [fact] = evidenceOf({ id: 'x/y', source: 'live: a region of another partition' });
  expect(fact).toMatchObject({ path: 'spec/evidence.yaml', text: expect.stringMatching(/^Seen on AWS in /) });
  expect(evidenceOf({ id: 'x/y', source: 'guide: ListRegions' })).toEqual([]);
});

test('a rule that sends nothing to the embedded service says why', () => {
  const result = { outcome: 'skipped', reason: 'it has no quotas' } as const;
  const example = { rule: 'contacts/delete-twice', requests: 0, exchange: null, plainlySigned: true, result };
  expect(layOut(exampleSections(subject('contacts/delete-twice'), example), 80)).toEqual([
    'example     none: on the embedded service it is skipped: it has no quotas',
  ]);
});

test('texts wrap beside their labels, however narrow the terminal; what is copied stays whole', () => {
  const command = `account-conformance run --rule ${'x'.repeat(60)}`;
  const lines = layOut(
    [
      {
        label: 'why',
        paragraphs: ['one two three four five six seven eight', '- nine ten eleven twelve thirteen'],
      },
      { label: 'run it', paragraphs: [{ verbatim: command }] },
    ],
    10,
  );
  expect(lines).toEqual([
    'why         one two three four five six',
    '            seven eight',
    '            - nine ten eleven twelve',
    '              thirteen',
    `run it      ${command}`,
  ]);
});
