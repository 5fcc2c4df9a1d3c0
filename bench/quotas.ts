import { startEmbedded } from '../cli/embedded.ts';
import { forecast } from '../cli/forecast.ts';
import { runConformance } from '../cli/run-conformance.ts';
import { recordSection } from './results-page.ts';
import { virtualTime } from './virtual-time.ts';

const SEED = 1;
/** Enough that every bucket is far beyond its burst. */
const RUNS = 3;
const SUITES = ['contacts', 'primary-contact', 'listing', 'regions', 'errors'];
const WORKERS = Number(process.argv[2] ?? 4);

const { pace, stir, stop } = virtualTime();
const { target, close } = await startEmbedded({
  enforceQuotas: true,
  clock: { now: pace.now },
  compose: (parts) => ({
    ...parts,
    throttle(caller, operation, all) {
      stir();
      parts.throttle(caller, operation, all);
    },
  }),
});
const settings = { target, selection: { suites: SUITES }, seed: SEED, runs: RUNS, workers: WORKERS };
const { leastMs } = await forecast(settings);
let throttled = 0;
const startedAt = pace.now();
const { requests, exitCode } = await runConformance({
  ...settings,
  pace,
  onThrottled: (count) => {
    throttled = count;
  },
});
const tookMs = pace.now() - startedAt;
stop();
await close();
if (exitCode !== 0) throw new Error(`the run ended with exit code ${exitCode}`);

const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;
await recordSection({
  title: '(e) A run under quotas',
  how: `One run of ${SUITES.join(', ')} with ${WORKERS} workers on a service that enforces the documented rates; time in which all wait is skipped.`,
  rows: [
    ['requests', String(requests)],
    ['refused for their rate', String(throttled)],
    ['least time that the rates allow', minutes(leastMs)],
    ['time of the run', minutes(tookMs)],
    ['time of the run : least time', (tookMs / leastMs).toFixed(2)],
  ],
});
