import { createProgram } from './options/program.ts';
import { guardStream } from './io/door.ts';
import { reportFailure } from './io/report-failure.ts';

guardStream(process.stdout);
guardStream(process.stderr);

// A reader that has seen enough, such as head, is no reason to end without restoring.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = await reportFailure(error);
}
