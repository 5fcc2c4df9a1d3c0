import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

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
