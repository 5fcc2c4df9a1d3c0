import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const POLL_MS = 100;
const PROBE_MS = 2_000;
const STOP_MS = 5_000;
const KEPT_OUTPUT = 4_000;

/** An emulator that takes requests, in a process group of its own. */
interface BackgroundServer {
  readonly url: string;
  /** Ends the process group: asked first, then killed. */
  stop(): Promise<void>;
}

/**
 * Starts `emulator` and waits until its ready path answers, at most `readyMs`.
 * @throws {Error} with the emulator's last output when it ends early or is not ready in time.
 */
export async function startServer(
  emulator: Emulator,
  url: string,
  readyMs: number,
): Promise<BackgroundServer> {
  const child = spawn(emulator.command, emulator.args, {
    env: { ...process.env, ...emulator.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
  });

  const stop = async () => {
    if (child.pid === undefined) return;
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([exited, delay(STOP_MS, undefined, { ref: false })]);
    signalGroup(child.pid, 'SIGKILL');
    await exited;
  };

  const deadline = performance.now() + readyMs;
  let reason: string | undefined;
  while (reason === undefined) {
    if (await answers(url + emulator.readyPath)) return { url, stop };
    const late = performance.now() < deadline ? undefined : `not ready after ${readyMs} ms`;
    reason = (await Promise.race([exited, delay(POLL_MS, undefined)])) ?? late;
  }
  await stop();
  throw new Error(`${emulator.command}: ${reason}\n${output}`.trimEnd());
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet, or another sign that it is not ready: the caller asks again.
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** How to start an emulator and when it is ready. */
export interface Emulator {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers with a success status once the emulator takes requests. */
  readonly readyPath: string;
}

const bin = (name: string) => fileURLToPath(new URL(`../.venv/bin/${name}`, import.meta.url));

/** Kilobytes. Moto takes as much memory as a request says that it has bytes; without a limit it takes the machine's. */
const MEMORY_LIMIT = 6_000_000;
const limited = `ulimit -v ${MEMORY_LIMIT}; exec "$0" "$@"`;

const EMULATORS: Readonly<Record<string, (port: number) => Emulator>> = {
  moto: (port) => ({
    command: 'bash',
    args: ['-c', limited, bin('moto_server'), '-H', '127.0.0.1', '-p', String(port)],
    // A thread that finds no memory left when it starts is waited for without end: let each need little.
    env: { MALLOC_ARENA_MAX: '1' },
    readyPath: '/moto-api/',
  }),
  ministack: (port) => ({
    command: bin('ministack'),
    args: [],
    env: { BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port) },
    readyPath: '/_ministack/health',
  }),
};

/** The names that {@link describeEmulator} knows. */
export const emulatorNames: readonly string[] = Object.keys(EMULATORS);

/** How `name` is started on `port` of 127.0.0.1; `undefined` for an unknown name. */
export function describeEmulator(name: string, port: number): Emulator | undefined {
  return EMULATORS[name]?.(port);
}
