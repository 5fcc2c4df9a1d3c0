import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../cli/options/program.ts';
import { packageRoot } from '../spec/package-root.ts';
import { optionsPage } from './options-page.ts';

writeFileSync(join(packageRoot, 'docs', 'options.md'), optionsPage(createProgram()));
