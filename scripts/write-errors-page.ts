import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from './errors-page.ts';
import { packageRoot } from '../spec/package-root.ts';

writeFileSync(join(packageRoot, 'docs', 'errors.md'), errorsPage());
