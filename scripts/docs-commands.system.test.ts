import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { createProgram } from '../cli/options/program.ts';
import { packageRoot } from '../spec/package-root.ts';
import { docsWorkspace } from './testing/docs-workspace.ts';

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const guides = (await readdir(join(packageRoot, 'docs'))).filter((file) => file.endsWith('.md'));
const FILES = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...guides.map((file) => `docs/${file}`)];
const notExecuted = parse(read('docs/not-executed.yaml')) as { lines: string[]; reason: string }[];
const excused = new Set(notExecuted.flatMap(({ lines }) => lines));
/** What the documents promise: their service is red, unless its fault is known; everything else succeeds. */
const exitCodeOf = (line: string) =>
  /127\.0\.0\.1:5000|--target local/.test(line) && !line.includes('--known-failures') ? 1 : 0;
/** The runs of the documents are whole; here they are the rules of one suite. */
const NARROWED = { suite: ['contacts'], runs: 2, workers: 2 };

const documents = FILES.map((file) => ({ file, commands: docsCommands(read(file)) })).filter(({ commands }) =>
  commands.some((line) => !excused.has(line)),
);

test.each(documents)('the commands of $file do what it says', async ({ file, commands }) => {
  const workspace = await docsWorkspace();
  const shown = docsConfigurations(read(file)).map((text) => parse(text) as Record<string, object>);
  const run = { ...Object.assign({}, ...shown.map((one) => one['run'])), ...NARROWED };
  const targets = Object.assign({}, ...shown.map((one) => one['targets']));
  const config = Object.keys(targets).length === 0 ? { run } : { run, targets };
  await workspace.write('account-conformance.config.yaml', stringify(config));
  const known = shown.find((one) => 'knownFailures' in one);
  if (known) await workspace.write('known-failures.yaml', stringify(known));
  for (const line of commands.filter((one) => !excused.has(one))) {
    const { exitCode, output } = await workspace.shell(line, { ACCOUNT_ENDPOINT: workspace.url });
    const code = exitCodeOf(line);
    expect({ line, exitCode, output }).toMatchObject({ line, exitCode: code });
    // Red for the one fault of the service, and not because something else went wrong.
    if (code === 1)
      expect({ line, output }).toMatchObject({ output: expect.stringContaining('contacts/delete-twice') });
  }
});

test('each line that is not executed still stands somewhere, with a reason', () => {
  const all = new Set(FILES.flatMap((file) => docsCommands(read(file))));
  expect([...excused].filter((line) => !all.has(line))).toEqual([]);
  for (const { reason } of notExecuted) expect(reason.length).toBeGreaterThan(20);
});

describe('every option that is named in', () => {
  const known = new Set(createProgram().commands.flatMap(({ options }) => options.map(({ long }) => long)));
  test.each(FILES.filter((file) => !/rules|errors|options/.test(file)))('%s exists', (file) => {
    const named = [...read(file).matchAll(/`[^`\n]*?(--[a-z-]+)[^`\n]*`/g)].map(([, option]) => option);
    const foreign = ['--yes', '--max-session-duration', '--help', '--project', '--version'];
    expect(named.filter((option) => !known.has(option) && !foreign.includes(option ?? ''))).toEqual([]);
  });
});

/** A fenced block of a Markdown text. */
interface DocsBlock {
  readonly language: string;
  readonly text: string;
}

/** All fenced blocks that name their language, in order. */
function docsBlocks(markdown: string): DocsBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The commands of a text, their remarks aside: each line of its shell blocks, and what is at a prompt in console blocks. */
function docsCommands(markdown: string): string[] {
  return docsBlocks(markdown).flatMap(({ language, text }) => {
    const lines = text
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''))
      .filter((line) => line.trim() !== '');
    if (language === 'sh' || language === 'bash') return lines;
    if (language !== 'console') return [];
    return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  });
}

/** The configuration that a text shows: its YAML blocks, an indented one continuing the one before. */
function docsConfigurations(markdown: string): string[] {
  const configurations: string[] = [];
  for (const { language, text } of docsBlocks(markdown)) {
    if (language !== 'yaml') continue;
    const before = text.startsWith(' ') ? configurations.pop() : undefined;
    configurations.push(`${before ?? ''}${text}`);
  }
  return configurations;
}
