import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const project = fileURLToPath(new URL('../..', import.meta.url));
const resultSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), filename: z.string() })),
});

/** Lints files of a project laid out like this one, with this project's own configuration. */
export async function lintFiles(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'import-rules-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'scripts'));
  for (const part of ['lint', 'oxlint-rooms.ts']) {
    await symlink(join(project, 'scripts', part), join(root, 'scripts', part));
  }
  for (const [file, source] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), `${source}\n`);
  }
  const oxlint = join(project, 'node_modules/oxlint/bin/oxlint');
  const configuration = join(project, '.oxlintrc.json');
  const args = [oxlint, '--config', configuration, '--format', 'json', ...Object.keys(files)];
  const ended = await new Promise<{ exitCode: unknown; stdout: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout) =>
      resolve({ exitCode: error ? error.code : 0, stdout }),
    );
  });
  return { exitCode: ended.exitCode, ...resultSchema.parse(JSON.parse(ended.stdout)) };
}

/** A file with one import, of a value and of a type. */
export const use = (path: string) => `import { thing } from '${path}';\nexport const used = thing;`;
export const useType = (path: string) => `import type { Thing } from '${path}';\nexport type Used = Thing;`;
