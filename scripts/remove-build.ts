import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/** What is packed is built anew, so that no file of a source that is gone goes with it. */
rmSync(join(packageRoot, 'dist'), { recursive: true, force: true });
