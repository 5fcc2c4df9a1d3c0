import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

// One process each, so that none inherits what another has warmed up. Memory and mutants take long: they run separately.
for (const name of ['fuzz-speed', 'whole-run', 'quotas']) {
  const script = join(packageRoot, 'bench', `${name}.ts`);
  const child = spawn(process.execPath, [script], { stdio: 'inherit' });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`${script} ended with exit code ${exitCode}`);
}
