import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

export interface SeparateServer {
  readonly endpoint: URL;
  /** Stops the process for a while, or lets it go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends the process. */
  close(): Promise<void>;
}

/** The embedded target, served by another process; with the fault of a mutant, where one is given. */
export async function separateServer(mutant?: string): Promise<SeparateServer> {
  const script = join(packageRoot, 'bench', 'fuzz-server.ts');
  const child = spawn(process.execPath, [script, ...(mutant === undefined ? [] : [mutant])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    endpoint: new URL(line),
    signal: (name) => void child.kill(name),
    async close() {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    },
  };
}
