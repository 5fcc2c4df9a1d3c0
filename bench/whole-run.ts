import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packageRoot } from '../spec/package-root.ts';
import { coldRun, firstRequest, startUp, type ColdRun } from './cold-run.ts';
import { median, recordSection } from './results-page.ts';
import { throughput, type Throughput, wireAnomalies } from './throughput.ts';

const ROUNDS = Number(process.argv[2] ?? 5);

// What is measured is what people install.
await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: packageRoot });
await throughput();
await startUp();
const [runs, starts, firsts, rates]: [ColdRun[], number[], number[], Throughput[]] = [[], [], [], []];
const anomalies: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  runs.push(await coldRun());
  starts.push(await startUp());
  firsts.push(await firstRequest());
  rates.push(await throughput());
  anomalies.push(await wireAnomalies());
}

const middle = (read: (run: ColdRun) => number) => median(runs.map(read));
const [{ rules, requests } = { rules: 0, requests: 0 }] = runs;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const rate = (perSecond: number) => `${Math.round(perSecond)} requests/s`;
await recordSection({
  title: '(c) A whole run, cold',
  how: `Medians of ${ROUNDS} rounds, each command in a process of its own.`,
  rows: [
    [`${rules} rules, ${requests} requests: wall time`, seconds(middle(({ wallMs }) => wallMs))],
    ['CPU time, target included', seconds(middle(({ cpuMs }) => cpuMs))],
    ['peak resident memory', `${Math.round(middle(({ peakRssMiB }) => peakRssMiB))} MiB`],
    ['start to the end of --help', `${Math.round(median(starts))} ms`],
    ['start to the first request', `${Math.round(median(firsts))} ms`],
    ['wire client, target in the same process', rate(median(rates.map(({ wireClient }) => wireClient)))],
    ['random wire anomalies, drawn, signed and answered', rate(median(anomalies))],
    ['undici alone, signed before', rate(median(rates.map(({ bareUndici }) => bareUndici)))],
    [
      'wire client : undici alone',
      median(rates.map(({ wireClient, bareUndici }) => wireClient / bareUndici)).toFixed(2),
    ],
  ],
});
