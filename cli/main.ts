import { createProgram } from './options/program.ts';
import { reportFailure } from './io/report-failure.ts';

// A reader that has seen enough, such as head, is not a reason to end without restoring.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = await reportFailure(error);
}
