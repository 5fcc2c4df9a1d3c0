import { readFile, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/** What one benchmark measured. */
interface Section {
  /** Begins with the letter under which issue and page know it. */
  readonly title: string;
  /** How it was measured, in one sentence. */
  readonly how: string;
  readonly rows: readonly (readonly [what: string, value: string])[];
}

const PAGE = join(packageRoot, 'bench', 'results.md');
const HEAD = `# Measured speed

Written by \`npm run bench\`, \`npm run bench:memory\` and \`npm run bench:mutants\`: each replaces its own sections.
`;
const HEADING = '## ';

/** Prints a section and puts it into the page of results, in the place of an earlier one of the same title. */
export async function recordSection({ title, how, rows }: Section): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  const machine = `${platform()} ${arch()}, ${availableParallelism()} processors (${model}), Node ${process.versions.node}`;
  const text = `${HEADING}${title}\n\n${how} ${date}, ${machine}.\n\n${table([['what', 'figure'], ...rows])}\n`;
  process.stdout.write(`${text}\n`);
  const others = (await earlierSections()).filter((section) => !section.startsWith(`${HEADING}${title}\n`));
  await writeFile(PAGE, [HEAD, ...[...others, text].toSorted()].join('\n'));
}

async function earlierSections(): Promise<string[]> {
  const page = await readFile(PAGE, 'utf8').catch(() => '');
  return page
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith(HEADING))
    .map((part) => `${part.trimEnd()}\n`);
}

function table(cells: readonly (readonly [string, string])[]): string {
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column as 0 | 1].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = ['', ''], ...body] = cells;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** The middle value; of an even number of values, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return (below + above) / 2;
}
