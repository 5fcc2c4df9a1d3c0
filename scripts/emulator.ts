import { fileURLToPath } from 'node:url';

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
