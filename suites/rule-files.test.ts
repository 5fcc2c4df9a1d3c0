import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Contract } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { loadSigning } from '../spec/load-signing.ts';
import { allRules } from './registry.ts';
import type { Rule } from '../harness/rule.ts';

const HERE = new URL('./', import.meta.url);
const EDITIONS = [loadContract('guide-2024'), loadContract('current')];

/** A rule file, with the ids of the rules that it exports in any edition. */
interface RuleFile {
  readonly suite: string;
  readonly stem: string;
  readonly ids: readonly string[];
}

/** What a rule file exports under a name that ends so: its rules, or what makes them of a contract. */
type Exported = readonly Rule[] | ((contract: Contract) => readonly Rule[]);

async function ruleFiles(): Promise<RuleFile[]> {
  const paths = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.rules.ts'));
  return Promise.all(
    paths.map(async (path) => {
      const module = (await import(new URL(path, HERE).href)) as Readonly<Record<string, Exported>>;
      const exported = Object.entries(module).filter(([name]) => name.endsWith('Rules'));
      const rules = exported.flatMap(([, value]) =>
        EDITIONS.flatMap((contract) => (typeof value === 'function' ? value(contract) : value)),
      );
      const at = path.lastIndexOf('/');
      return {
        suite: path.slice(0, Math.max(at, 0)),
        stem: path.slice(at + 1, -'.rules.ts'.length),
        ids: [...new Set(rules.map(({ id }) => id))],
      };
    }),
  );
}

/** What is wrong with where rules stand, in words. Obligations are derived: no file of theirs is looked for. */
function misplaced(files: readonly RuleFile[], ids: readonly string[]): string[] {
  const wrong = files.flatMap(({ suite, stem, ids: inFile }) =>
    inFile.length === 0
      ? [`${suite}/${stem} exports no rule`]
      : inFile
          .filter((id) => !id.startsWith(`${suite}/`) || !names(stem, id))
          .map((id) => `${id} stands in ${suite}/${stem}`),
  );
  const homes = Map.groupBy(
    files.flatMap((file) => file.ids.map((id) => ({ id, file }))),
    ({ id }) => id,
  );
  const registered = ids.filter((id) => !id.startsWith('validation/'));
  return [
    ...wrong,
    ...registered.filter((id) => !homes.has(id)).map((id) => `${id} stands in no file`),
    ...[...homes].filter(([, at]) => at.length > 1).map(([id]) => `${id} stands in several files`),
    ...[...homes.keys()].filter((id) => !ids.includes(id)).map((id) => `${id} is not registered`),
  ];
}

/**
 * Whether the words of a file's name stand in the second part of an id, in a row; `account` for `accounts` too. Small
 * neighbours share a file, named for each of them: `twice-and-types`.
 */
function names(stem: string, id: string): boolean {
  const within = (id.split('/')[1] ?? '').split('-');
  return stem
    .split('-and-')
    .map((name) => name.split('-'))
    .some((words) =>
      within.some((_word, from) => words.every((word, at) => within[from + at]?.startsWith(word) ?? false)),
    );
}

const registeredIds = () => [
  ...new Set(EDITIONS.flatMap((contract) => allRules(contract).map(({ id }) => id))),
];

test('every rule stands in the folder of its suite, in a file named by words of its id', async () => {
  const files = await ruleFiles();
  expect(files.length).toBeGreaterThan(50);
  expect(misplaced(files, registeredIds())).toEqual([]);
});

test('a file of another suite or name, and a rule that is registered nowhere or stands nowhere, are noticed', () => {
  const files = [
    {
      suite: 'contacts',
      stem: 'delete',
      ids: ['contacts/delete-twice', 'contacts/replace', 'listing/delete'],
    },
    { suite: 'contacts', stem: 'twice-read', ids: ['contacts/read-twice'] },
    {
      suite: 'errors',
      stem: 'several-and-header',
      ids: ['errors/several-missing', 'errors/header', 'errors/body'],
    },
    { suite: 'context', stem: 'account', ids: ['context/accounts-apart/Regions'] },
    { suite: 'context', stem: 'empty', ids: [] },
    { suite: 'context', stem: 'apart', ids: ['context/accounts-apart/Regions'] },
  ];
  const ids = [
    'contacts/delete-twice',
    'contacts/replace',
    'contacts/read-twice',
    'context/accounts-apart/Regions',
    'errors/several-faults',
    'errors/several-missing',
    'errors/header',
    'errors/body',
    'validation/PutAlternateContact/Name/required/refuses',
  ];
  expect(misplaced(files, ids)).toEqual([
    'contacts/replace stands in contacts/delete',
    'listing/delete stands in contacts/delete',
    'contacts/read-twice stands in contacts/twice-read',
    'errors/body stands in errors/several-and-header',
    'context/empty exports no rule',
    'errors/several-faults stands in no file',
    'context/accounts-apart/Regions stands in several files',
    'listing/delete is not registered',
  ]);
});

test('every cause of a refused signature has its rules', () => {
  const ids = registeredIds();
  for (const { cause } of loadSigning().refusals) expect(ids).toContain(`signing/${cause}`);
});
