import { mergeResults } from '../../results/merge.ts';
import { readResult } from '../io/read-result.ts';
import { checkWritable, reportFiles, writeReports, type ReportPaths } from '../io/report-files.ts';
import { openTerminal } from '../io/terminal.ts';

/** Makes one report of the results of shards; the exit code is the whole's. */
export async function mergeCommand(files: readonly string[], paths: ReportPaths): Promise<number> {
  const reports = reportFiles(paths);
  await checkWritable(reports);
  const result = mergeResults(await Promise.all(files.map(readResult)));
  await writeReports(reports, result);
  openTerminal(false).finish(result);
  return result.exitCode;
}
