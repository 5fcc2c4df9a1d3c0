import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { errorThroughDoor } from './door.ts';
import { isNoRoom } from '../../targets/journal/durable-file.ts';
import { EXIT_INTERRUPTED, EXIT_NOT_RESTORED, EXIT_REFUSED, EXIT_UNREACHABLE, EXIT_USAGE } from './exit.ts';

const USAGE = new Set([
  'TooManyShards',
  'UsageError',
  'ConfigError',
  'SpecError',
  'KnownFailuresError',
  'MergeError',
]);
const NO_ANSWER = new Set(['HarnessFault', 'BrokenConnection']);

/** Says in one line what went wrong before or outside the run, and which exit code that is. */
export async function reportFailure(error: unknown): Promise<number> {
  if (!(error instanceof Error)) return say(String(error), EXIT_UNREACHABLE);
  if (error.name === 'CommanderError') return commanderExit(error);
  if (error.name === 'UnknownName') return say(await withNearest(error), EXIT_USAGE);
  if (error.name === 'SafetyRefusal') return say(`refused for safety: ${error.message}`, EXIT_REFUSED);
  if (error.name === 'Interrupted') return say(error.message, EXIT_INTERRUPTED);
  // It was said when it happened.
  if (error.name === 'InternalFault') return EXIT_UNREACHABLE;
  if (USAGE.has(error.name)) return say(error.message, EXIT_USAGE);
  if (error.name === 'NotRestored') return say(error.message, EXIT_NOT_RESTORED);
  if (error.name === 'StateFault' || error.name === 'CredentialsRefused')
    return say(error.message, EXIT_UNREACHABLE);
  if (isNoRoom(error))
    return say(`the disk is full, so the command ended: ${error.message}`, EXIT_UNREACHABLE);
  if (NO_ANSWER.has(error.name)) return say(`the target gives no answer: ${error.message}`, EXIT_UNREACHABLE);
  return say(
    `internal error, not a finding about the target: ${error.stack ?? error.message}`,
    EXIT_UNREACHABLE,
  );
}

/** commander has printed its own message already; help and version are no errors. */
function commanderExit(error: Error): number {
  return 'exitCode' in error && error.exitCode === 0 ? 0 : EXIT_USAGE;
}

async function withNearest(error: Error): Promise<string> {
  if (!('given' in error && 'known' in error)) return error.message;
  const edition = await editionWith(String(error.given));
  if (edition !== undefined) return `${error.message} in this edition: ask for --edition ${edition}`;
  const { nearest } = await import('../../targets/config/config-error.ts');
  const near = nearest(String(error.given), error.known as readonly string[]);
  return near === null ? error.message : `${error.message}; the nearest known one is "${near}"`;
}

/** The edition that has an operation or a rule of this name, which another one lacks. */
async function editionWith(name: string): Promise<string | undefined> {
  const { EDITIONS } = await import('../../spec/contract.ts');
  const { loadContract } = await import('../../spec/load-contract.ts');
  const { catalogue } = await import('../../suites/registry.ts');
  return EDITIONS.find((edition) => {
    const contract = loadContract(edition);
    return name in contract.operations || catalogue(contract).some(({ id }) => id === name);
  });
}

function say(message: string, exitCode: number): number {
  const shown = escapeInvisible(errorThroughDoor(message), { lines: true });
  process.stderr.write(`account-conformance: ${shown}\n`);
  return exitCode;
}
