import { ownCommand } from '../../results/text/own-command.ts';
import { EXIT_NOT_RESTORED, EXIT_UNREACHABLE } from './exit.ts';
import { watchStarter } from './starter.ts';

/** Somebody wants us to end: exit 130, once what was changed is put back. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** We ourselves failed, in a place that nothing waits for: exit 3, once what was changed is put back. */
export class InternalFault extends Error {
  override readonly name = 'InternalFault';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const RESTORING = 'stopping, then restoring the state and writing the reports';
/** Milliseconds after a fault of our own within which the state is put back: who knows what else is broken. */
const RESTORE_WITHIN_MS = 120_000;

/** The first fault that nobody waited for. */
let fault: Error | null = null;

/**
 * A signal that aborts at SIGINT, SIGTERM or SIGHUP, when npm has ended, and where we ourselves fail, so that state is restored and reports
 * are written before the process ends. A second one is heeded no sooner: what was begun to be restored has to be
 * finished.
 * @param stopping what is done then, in words.
 */
export function interruption(
  say: (message: string) => void,
  stopping: string = RESTORING,
): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  let bound: NodeJS.Timeout | undefined;
  const interrupt = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) return say('still restoring; please wait');
    say(`${name}: ${stopping}`);
    controller.abort(new Interrupted(`interrupted by ${name}`));
  };
  const unwatch = watchStarter(process.env, (by) => {
    if (controller.signal.aborted) return;
    say(`${by} has ended: ${stopping}`);
    controller.abort(new Interrupted(`interrupted by the end of ${by}`));
  });
  const fail = (error: unknown) => {
    const first = fault === null;
    fault ??= error instanceof Error ? error : new Error(String(error));
    say(`internal error, not a finding about the target: ${stackOf(error)}`);
    if (!first) return;
    bound = setTimeout(() => {
      say(`the state could not be put back in time: run "${ownCommand()} restore"`);
      process.exit(EXIT_NOT_RESTORED);
    }, RESTORE_WITHIN_MS);
    if (controller.signal.aborted) return;
    say(stopping);
    controller.abort(new InternalFault(`internal error: ${fault.message}`));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  // Rejections that nobody handles come here too.
  process.on('uncaughtException', fail);
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(bound);
      unwatch();
      for (const name of SIGNALS) process.off(name, interrupt);
      process.off('uncaughtException', fail);
    },
  };
}

/** The exit code of the process: a fault of our own leaves no verdict, but says no less than that state is left. */
export function exitCodeOfProcess(exitCode: number): number {
  return fault === null || exitCode === EXIT_NOT_RESTORED ? exitCode : EXIT_UNREACHABLE;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
