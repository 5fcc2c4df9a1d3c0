import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunResult } from '../../results/record.ts';
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
  readonly html?: string | undefined;
  readonly markdown?: string | undefined;
  readonly ctrf?: string | undefined;
  readonly sarif?: string | undefined;
  readonly badge?: string | undefined;
}

/** How each report is made. Reporters are loaded when they are used. */
const RENDERERS: Readonly<Record<keyof ReportPaths, ReportFile['render']>> = {
  junit: async (result) => (await import('../../reports/junit.ts')).toJUnit(result),
  json: async (result) => (await import('../../reports/json.ts')).toJson(result),
  html: async (result) => (await import('../../reports/html.ts')).toHtml(result),
  markdown: async (result) => (await import('../../reports/markdown.ts')).toMarkdown(result),
  ctrf: async (result) => (await import('../../reports/ctrf.ts')).toCtrf(result),
  sarif: async (result) => (await import('../../reports/sarif.ts')).toSarif(result),
  badge: async (result) => (await import('../../reports/badge.ts')).toBadge(result),
};

/** The reports that were asked for. */
export function reportFiles(paths: ReportPaths): ReportFile[] {
  return (Object.keys(RENDERERS) as (keyof ReportPaths)[]).flatMap((option) => {
    const path = paths[option];
    return path === undefined ? [] : [{ option: `--${option}`, path, render: RENDERERS[option] }];
  });
}

/**
 * Makes sure before the first request that every report can be written.
 * @throws {UsageError} naming the option and the path.
 */
export async function checkWritable(files: readonly ReportFile[]): Promise<void> {
  for (const { option, path } of files) {
    try {
      if (await isDevice(path)) continue;
      await mkdir(dirname(path), { recursive: true });
      const handle = await open(path, 'a');
      const { size } = await handle.stat();
      await handle.close();
      // An empty report would be taken for a result, were the run never to begin.
      if (size === 0) await rm(path);
    } catch (error) {
      throw new UsageError(
        `${option} ${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      );
    }
  }
}

/** Writes all reports, each file whole or not at all. */
export async function writeReports(files: readonly ReportFile[], result: RunResult): Promise<void> {
  for (const { path, render } of files) {
    const text = await render(result);
    if (await isDevice(path)) {
      await writeFile(path, text);
      continue;
    }
    const unfinished = `${path}.${process.pid}.tmp`;
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  }
}

/** Whether something other than a file is there, such as a pipe, which cannot be replaced. */
async function isDevice(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return !found.isFile() && !found.isDirectory();
  } catch {
    return false;
  }
}
