import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { packageRoot } from '../../spec/package-root.ts';

export interface DocsWorkspace {
  readonly directory: string;
  /** Address of the service that the documents call http://127.0.0.1:5000. It lets a contact be deleted twice. */
  readonly url: string;
  /** Runs lines of shell as the documents have them; the exit code and all that was said. */
  shell(
    script: string,
    env?: Readonly<Record<string, string>>,
  ): Promise<{ exitCode: number | null; output: string }>;
  write(file: string, text: string): Promise<void>;
}

const DOCUMENTED_URL = 'http://127.0.0.1:5000';

/** An empty directory in which the commands of the documents work, the network aside, until the test ends; for tests. */
export async function docsWorkspace(): Promise<DocsWorkspace> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-docs-'));
  const { target, close } = await startEmbedded({
    compose: (parts) => ({
      ...parts,
      handlers: {
        ...parts.handlers,
        DeleteAlternateContact: ({ account, input: { AlternateContactType: type } }, { store }) => {
          store.deleteAlternateContact(account, typeof type === 'string' ? type : '');
          return null;
        },
      },
    }),
  });
  onTestFinished(async () => {
    await close();
    await rm(directory, { recursive: true, force: true });
  });
  const url = target.endpoint.origin;
  const key = (await target.identities[0]?.credentials())?.accessKeyId ?? '';
  const bin = join(directory, 'bin');
  await mkdir(bin);
  const command = `exec "${process.execPath}" "${join(packageRoot, 'cli', 'main.ts')}" "$@"`;
  const programs = {
    'account-conformance': command,
    // As in a checkout; nothing is ever fetched.
    npx: `[ "$1" = account-conformance ] || { echo "npx: $1?" >&2; exit 99; }\nshift\n${command}`,
    // The package that the repository holds is installed below.
    npm: `[ "$*" = ci ] || { echo "npm: $*?" >&2; exit 99; }`,
  };
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const installed = join(directory, 'node_modules', '.bin');
  await mkdir(installed, { recursive: true });
  await symlink(join(bin, 'account-conformance'), join(installed, 'account-conformance'));
  const here = (text: string) => text.replaceAll(DOCUMENTED_URL, url);
  return {
    directory,
    url,
    // The documents' emulator takes any key; this service knows its callers by theirs.
    write: (file, text) =>
      writeFile(join(directory, file), here(text).replaceAll(/(accessKeyId: )test\b/g, `$1${key}`)),
    shell: (script, env = {}) =>
      run(here(script), directory, {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        HOME: directory,
        XDG_STATE_HOME: join(directory, 'state'),
        CI: 'true',
        NO_COLOR: '1',
        ...env,
      }),
  };
}

async function run(script: string, cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn('bash', ['-c', `set -euo pipefail\n${script}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, output };
}
