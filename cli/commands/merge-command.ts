import { mergeResults } from '../../results/merge.ts';
import { readResult } from '../io/read-result.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import {
  checkWritable,
  exitCodeWithout,
  reportFiles,
  writeReports,
  type ReportPaths,
} from '../io/report-files.ts';
import { openTerminal } from '../io/terminal.ts';

/** Makes one report of the results of shards; the exit code is the whole's. */
export async function mergeCommand(files: readonly string[], paths: ReportPaths): Promise<number> {
  const reports = reportFiles(paths);
  await checkWritable(reports);
  const result = mergeResults(await Promise.all(files.map(readResult)));
  const missing = await writeReports(reports, result);
  for (const problem of missing) process.stderr.write(`${escapeInvisible(problem)}\n`);
  openTerminal(false).finish(result);
  return exitCodeWithout(missing, result.exitCode);
}
