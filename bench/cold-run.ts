import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../results/record.ts';
import { packageRoot } from '../spec/package-root.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ColdRun {
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** User and system. */
  readonly cpuMs: number;
  readonly peakRssMiB: number;
  readonly rules: number;
  readonly requests: number;
}

/** The child writes what it used when it ends. */
const REPORT_USAGE = `
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage())));`;

/** One whole run against the embedded target in a process of its own. @throws where it does not conform. */
export async function coldRun(): Promise<ColdRun> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-bench-'));
  try {
    const [usageFile, resultFile] = [join(directory, 'usage.json'), join(directory, 'result.json')];
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(REPORT_USAGE)}`,
      join(packageRoot, 'bin', 'account-conformance.js'),
      'run',
      '--seed',
      '1',
      '--json',
      resultFile,
    ];
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: directory,
      env: { PATH: process.env['PATH'], BENCH_USAGE: usageFile },
      stdio: 'ignore',
    });
    const [exitCode] = (await once(child, 'close')) as [number | null];
    const wallMs = performance.now() - startedAt;
    if (exitCode !== 0) throw new Error(`the run ended with exit code ${exitCode}`);
    const usage = JSON.parse(await readFile(usageFile, 'utf8')) as NodeJS.ResourceUsage;
    const result = JSON.parse(await readFile(resultFile, 'utf8')) as RunResult;
    return {
      wallMs,
      cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000,
      // In KiB.
      peakRssMiB: usage.maxRSS / 1024,
      rules: result.rules.length,
      requests: result.requests,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Milliseconds that a cold process takes to show its help. @throws where it does not. */
export async function startUp(): Promise<number> {
  const command = join(packageRoot, 'bin', 'account-conformance.js');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, '--help'], { stdio: 'ignore' });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`--help ended with exit code ${exitCode}`);
  return performance.now() - startedAt;
}

/** Milliseconds from the start of a cold process to its first request at the target. */
export async function firstRequest(): Promise<number> {
  const asked = Promise.withResolvers<number>();
  const server = createServer(() => asked.resolve(performance.now()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const command = join(packageRoot, 'bin', 'account-conformance.js');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, 'run', '--target', 'embedded', '--endpoint', endpoint], {
    stdio: 'ignore',
  });
  child.once('close', () => asked.reject(new Error('the run ended without a request')));
  try {
    return (await asked.promise) - startedAt;
  } finally {
    child.kill('SIGKILL');
    server.close();
    server.closeAllConnections();
  }
}
