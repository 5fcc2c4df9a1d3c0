import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProgram } from '../cli/options/program.ts';
import { packageRoot } from '../spec/package-root.ts';
import { errorsPage, optionsPage } from './generated-pages.ts';
import { currentRulesPage, RULES_PAGE } from './rules-page.ts';

// node scripts/write-pages.ts rules | options | errors
const PAGES: Readonly<Record<string, () => Promise<void>>> = {
  rules: async () => writeFile(RULES_PAGE, await currentRulesPage()),
  options: () => writeFile(join(packageRoot, 'docs', 'options.md'), optionsPage(createProgram())),
  errors: () => writeFile(join(packageRoot, 'docs', 'errors.md'), errorsPage()),
};

const [name = ''] = process.argv.slice(2);
const write = PAGES[name];
if (!write) throw new RangeError(`"${name}" is not a page: name one of ${Object.keys(PAGES).join(', ')}`);
await write();
