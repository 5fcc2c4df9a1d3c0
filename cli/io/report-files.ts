import { randomUUID } from 'node:crypto';
import {
  access,
  constants,
  lstat,
  mkdir,
  open,
  realpath,
  rm,
  stat,
  writeFile,
  appendFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RunResult } from '../../results/record.ts';
import { replaceFile } from '../../results/replace-file.ts';
import { throughDoor } from './door.ts';
import { EXIT_UNREACHABLE, UsageError } from './exit.ts';

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
 * @throws {UsageError} naming the option and the path, also where two have one path.
 */
export async function checkWritable(files: readonly Pick<ReportFile, 'option' | 'path'>[]): Promise<void> {
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
  await refuseOnePath(files);
}

/** @throws {UsageError} where one report would replace another. */
async function refuseOnePath(files: readonly Pick<ReportFile, 'option' | 'path'>[]): Promise<void> {
  const options = new Map<string, string>();
  for (const { option, path } of files) {
    if (await isDevice(path)) continue;
    const real = join(await realpath(dirname(path)), basename(path));
    const other = options.get(real);
    if (other !== undefined)
      throw new UsageError(`${other} and ${option} both write ${path}: give each a path of its own`);
    options.set(real, option);
  }
}

/** Writes all reports, each file whole or not at all. Returns which could not be, in words: one costs no other. */
export async function writeReports(files: readonly ReportFile[], result: RunResult): Promise<string[]> {
  const missing: string[] = [];
  for (const { option, path, render } of files) {
    try {
      await writeReport(path, await render(result));
    } catch (error) {
      missing.push(`${option} ${path}: not written (${whyNot(error)})`);
    }
  }
  return missing;
}

/** The exit code of a run whose reports are not all there: no verdict can be read where it was to be. */
export function exitCodeWithout(missing: readonly string[], exitCode: number): number {
  return exitCode === 0 && missing.length > 0 ? EXIT_UNREACHABLE : exitCode;
}

function whyNot(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
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

/**
 * In a GitHub workflow: the summary of the step, and annotations of what fails. Elsewhere nothing. Returns what could
 * not be written, in words.
 */
export async function tellGithub(result: RunResult, env: NodeJS.ProcessEnv): Promise<string[]> {
  const missing: string[] = [];
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary) {
    const { toMarkdown } = await import('../../reports/markdown.ts');
    await appendFile(summary, throughDoor(toMarkdown(result))).catch((error: unknown) =>
      missing.push(`the summary of the step (GITHUB_STEP_SUMMARY): not written (${whyNot(error)})`),
    );
  }
  if (env['GITHUB_ACTIONS'] === 'true') {
    const { toGithubAnnotations } = await import('../../reports/github-annotations.ts');
    process.stdout.write(toGithubAnnotations(result));
  }
  return missing;
}
