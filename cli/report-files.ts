import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunResult } from '../reports/record.ts';
import { UsageError } from './exit.ts';

/** A report that goes to a file: which option asked for it, where, and how it is made. */
export interface ReportFile {
  readonly option: string;
  readonly path: string;
  render(result: RunResult): Promise<string>;
}

export interface ReportPaths {
  readonly junit?: string | undefined;
  readonly json?: string | undefined;
}

/** The reports that were asked for. Reporters are loaded when they are used. */
export function reportFiles(paths: ReportPaths): ReportFile[] {
  const files: ReportFile[] = [];
  const add = (option: keyof ReportPaths, render: ReportFile['render']) => {
    const path = paths[option];
    if (path !== undefined) files.push({ option: `--${option}`, path, render });
  };
  add('junit', async (result) => (await import('../reports/junit.ts')).toJUnit(result));
  add('json', async (result) => (await import('../reports/json.ts')).toJson(result));
  return files;
}

/**
 * Makes sure before the first request that every report can be written.
 * @throws {UsageError} naming the option and the path.
 */
export async function checkWritable(files: readonly ReportFile[]): Promise<void> {
  for (const { option, path } of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await (await open(path, 'a')).close();
    } catch (error) {
      throw new UsageError(
        `${option} ${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      );
    }
  }
}

/** Writes all reports, each whole or not at all. */
export async function writeReports(files: readonly ReportFile[], result: RunResult): Promise<void> {
  for (const { path, render } of files) {
    const text = await render(result);
    const unfinished = `${path}.${process.pid}.tmp`;
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  }
}
