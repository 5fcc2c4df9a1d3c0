/**
 * node scripts/keep-public-declarations.ts
 * Removes from dist/ every declaration that the package's exports do not lead to: nobody can import it.
 */
import { glob, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

const IMPORTED = /\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g;

const { exports } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string }>;
};
const reached = new Set<string>();
for (const entry of Object.values(exports)) {
  if (typeof entry !== 'string') await reach(join(packageRoot, entry.types));
}
for await (const file of glob(join(packageRoot, 'dist/**/*.d.ts'))) if (!reached.has(file)) await rm(file);

async function reach(file: string): Promise<void> {
  if (reached.has(file)) return;
  reached.add(file);
  const text = await readFile(file, 'utf8');
  for (const [, from, inline] of text.matchAll(IMPORTED)) {
    await reach(join(dirname(file), (from ?? inline ?? '').replace(/\.[jt]s$/, '.d.ts')));
  }
}
