import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { startServer, describeEmulator, emulatorNames } from './background-server.ts';
import { createServer } from 'node:net';

/**
 * node scripts/with-emulator.ts NAME COMMAND [ARGUMENT…]
 * Runs the command while the emulator NAME serves EMULATOR_URL, and exits as the command did.
 * In the arguments, @URL@ stands for that address. Exit 70: the emulator did not start.
 */

const USAGE = 64;
const NOT_STARTED = 70;
const READY_MS = 60_000;

process.exitCode = await main(process.argv.slice(2));

async function main([name = '', command, ...args]: readonly string[]): Promise<number> {
  const port = await freePort();
  const emulator = describeEmulator(name, port);
  if (!emulator || command === undefined) {
    return complain(`usage: with-emulator ${emulatorNames.join('|')} COMMAND [ARGUMENT…]`, USAGE);
  }
  const url = `http://127.0.0.1:${port}`;
  try {
    const server = await startServer(emulator, url, READY_MS);
    try {
      const env = { ...process.env, EMULATOR_PORT: String(port), EMULATOR_URL: url };
      return await run(
        command,
        args.map((text) => text.replaceAll('@URL@', url)),
        env,
      );
    } finally {
      await server.stop();
    }
  } catch (error) {
    return complain(`with-emulator: ${error instanceof Error ? error.message : String(error)}`, NOT_STARTED);
  }
}

/** The exit code of the command; 128 and the signal's number where a signal ended it, as a shell says it. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

function complain(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. Another process may take it before its use. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
