import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { currentRulesPage, RULES_PAGE } from './rules-page.ts';

test('docs/rules.md is what the rules and mutants say (npm run docs:rules writes it)', async () => {
  expect(await readFile(RULES_PAGE, 'utf8')).toBe(await currentRulesPage());
});
