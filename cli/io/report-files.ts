import { randomUUID } from 'node:crypto';
import { access, constants, lstat, mkdir, open, rm, stat, writeFile, appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunResult } from '../../results/record.ts';
import { replaceFile } from '../../results/replace-file.ts';
import { throughDoor } from './door.ts';
import { UsageError } from './exit.ts';

/** A report that goes to a file: which option asked for it, where, and how it is made. */
interface ReportFile {
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
      await tryToReplace(path);
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
    await writeReport(path, await render(result));
  }
}

/** Writes one file whole or not at all; what is no file, such as a pipe, is written to. */
export async function writeReport(path: string, text: string): Promise<void> {
  const shown = throughDoor(text);
  if (await isDevice(path)) await writeFile(path, shown);
  else await replaceFile(path, shown);
}

/** Whether a file of this name could be made, or the one that is there replaced. A link is not followed. */
async function tryToReplace(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR' });
  if (found?.isFile()) await access(path, constants.W_OK);
  const beside = join(dirname(path), `.${randomUUID()}.tmp`);
  await (await open(beside, 'wx')).close();
  await rm(beside);
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

/** In a GitHub workflow: the summary of the step, and annotations of what fails. Elsewhere nothing. */
export async function tellGithub(result: RunResult, env: NodeJS.ProcessEnv): Promise<void> {
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary) {
    const { toMarkdown } = await import('../../reports/markdown.ts');
    await appendFile(summary, throughDoor(toMarkdown(result)));
  }
  if (env['GITHUB_ACTIONS'] === 'true') {
    const { toGithubAnnotations } = await import('../../reports/github-annotations.ts');
    process.stdout.write(toGithubAnnotations(result));
  }
}
