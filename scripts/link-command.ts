import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/** Makes the command available to `npx account-conformance` and to npm scripts inside the checkout. */
const link = join(packageRoot, 'node_modules', '.bin', 'account-conformance');
rmSync(link, { force: true });
symlinkSync(join('..', '..', 'bin', 'account-conformance.js'), link);
