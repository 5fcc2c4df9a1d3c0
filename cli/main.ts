import { EXIT_UNREACHABLE } from './io/exit.ts';
import { createProgram } from './options/program.ts';
import { guardStream, silenceOnError } from './io/door.ts';
import { exitCodeOfProcess } from './io/interruption.ts';
import { reportFailure } from './io/report-failure.ts';
import { noteStart } from '../results/text/own-command.ts';

/** Milliseconds in which what is still open may end by itself, such as a connection that is being closed. */
const LINGER_MS = 2000;

noteStart(process.env);
guardStream(process.stdout);
guardStream(process.stderr);
silenceOnError(process.stdout);
silenceOnError(process.stderr);
process.on('uncaughtException', (error) => {
  // Whoever has changed something puts it back first.
  if (process.listenerCount('uncaughtException') > 1) return;
  void reportFailure(error).then(() => process.exit(EXIT_UNREACHABLE));
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = await reportFailure(error);
}
process.exitCode = exitCodeOfProcess(Number(process.exitCode ?? 0));
endSoon();

/** A credential process that hangs, for one, would keep this process waiting though all is done. */
function endSoon(): void {
  setTimeout(() => {
    if (process.stdout.writableLength + process.stderr.writableLength > 0) return endSoon();
    process.exit();
  }, LINGER_MS).unref();
}
