import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { arch, availableParallelism, platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../spec/package-root.ts';
import type { ColdRun } from './cold-run.ts';
import { coldRun } from './cold-run.ts';
import { firstRequest } from './first-request.ts';
import { median } from './median.ts';
import type { Throughput } from './throughput.ts';
import { throughput } from './throughput.ts';

const ROUNDS = 5;

// What is measured is what people install.
await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: packageRoot });
await throughput();
const [runs, firsts, rates]: [ColdRun[], number[], Throughput[]] = [[], [], []];
for (let round = 0; round < ROUNDS; round += 1) {
  runs.push(await coldRun());
  firsts.push(await firstRequest());
  rates.push(await throughput());
}

const middle = (read: (run: ColdRun) => number) => median(runs.map(read));
const [{ rules, requests } = { rules: 0, requests: 0 }] = runs;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const rate = (perSecond: number) => `${Math.round(perSecond)} requests/s`;
const rows: [string, string][] = [
  [`cold run, ${rules} rules, ${requests} requests: wall time`, seconds(middle(({ wallMs }) => wallMs))],
  ['cold run: CPU time, target included', seconds(middle(({ cpuMs }) => cpuMs))],
  ['cold run: peak resident memory', `${Math.round(middle(({ peakRssMiB }) => peakRssMiB))} MiB`],
  ['cold start to the first request', `${Math.round(median(firsts))} ms`],
  ['wire client, target in the same process', rate(median(rates.map(({ wireClient }) => wireClient)))],
  ['undici alone, signed before', rate(median(rates.map(({ bareUndici }) => bareUndici)))],
  [
    'wire client : undici alone, median of the rounds',
    median(rates.map(({ wireClient, bareUndici }) => wireClient / bareUndici)).toFixed(2),
  ],
];

const cells: [string, string][] = [['what', 'median'], ...rows];
const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column as 0 | 1].length)));
const line = (row: readonly string[]) =>
  `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
const rule = line(widths.map((width) => '-'.repeat(width)));
const table = [line(cells[0] ?? []), rule, ...rows.map(line)].join('\n');
const machine = `${platform()} ${arch()}, ${availableParallelism()} processors, Node ${process.versions.node}`;
const date = new Date().toISOString().slice(0, 10);
const text = `# Measured speed\n\nMedians of ${ROUNDS} rounds by \`npm run bench\`, ${date}, ${machine}.\n\n${table}\n`;
await writeFile(join(packageRoot, 'bench', 'results.md'), text);
process.stdout.write(text);
