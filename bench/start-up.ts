import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/** Milliseconds that a cold process takes to show its help. @throws where it does not. */
export async function startUp(): Promise<number> {
  const command = join(packageRoot, 'bin', 'account-conformance.js');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, '--help'], { stdio: 'ignore' });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`--help ended with exit code ${exitCode}`);
  return performance.now() - startedAt;
}
