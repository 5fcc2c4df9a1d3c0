import { startEmbedded } from '../proof/embedded.ts';
import { runConformance } from '../cli/run/run-conformance.ts';
import type { ServiceParts } from '../reference/core/service-parts.ts';
import { loadQuotas } from '../spec/load-quotas.ts';
import { SUITES } from '../harness/rule.ts';
import { recordSection } from './results-page.ts';
import { channel } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { Pace } from '../targets/pacing/pace.ts';

// A whole run on the embedded service while it enforces its quotas, in time that is counted and not waited for, against
// the least time in which the documented rates let these requests through. There are two such times: of the busiest
// bucket alone, and of the busiest resource, whose rules come one after another, so that no request overtakes the one
// before it and a bucket that is full meanwhile is of no use. The second is the bound. The suite quotas is left out: it
// goes beyond the rates on purpose, and waits in real time for them to recover.

const [RUNS = 20, WORKERS = 16, SEED = 1] = process.argv.slice(2).map(Number);

interface Call {
  readonly caller: string;
  readonly operation: string;
  /** What its rule holds alone. */
  readonly resource: string;
}

const clock = jumpingClock();
const calls: Call[] = [];
const { rates } = loadQuotas();
const { target, close } = await startEmbedded({
  enforceQuotas: true,
  regionDelayMs: 0,
  clock,
  compose: (parts): ServiceParts => ({
    ...parts,
    throttle(caller, operation, all) {
      const { name, changes, reads } = operation;
      calls.push({ caller, operation: name, resource: changes ?? reads ?? name });
      parts.throttle(caller, operation, all);
    },
  }),
});
let throttled = 0;
const result = await runConformance({
  target,
  selection: { suites: SUITES.filter((suite) => suite !== 'quotas') },
  seed: SEED,
  runs: RUNS,
  workers: WORKERS,
  pace: clock,
  onThrottled: (requests) => {
    throttled = requests;
  },
});
const tookMs = clock.now();
clock.stop();
await close();

/** The least time in which the buckets let these calls through, none before the one ahead of it; milliseconds. */
function inTurn(those: readonly Call[]): number {
  const full = new Map<string, number>();
  let now = 0;
  for (const { operation } of those) {
    const rate = rates[operation];
    if (!rate) continue;
    const interval = 1000 / rate.perSecond;
    const filled = full.get(operation) ?? Number.NEGATIVE_INFINITY;
    now = Math.max(now, filled - (rate.burst - 1) * interval);
    full.set(operation, Math.max(filled, now) + interval);
  }
  return now;
}

/** The groups of calls with their least time, the longest first. */
function slowest(groupOf: (call: Call) => string): { name: string; count: number; least: number }[] {
  return [...Map.groupBy(calls, groupOf)]
    .map(([name, those]) => ({ name, count: those.length, least: inTurn(those) }))
    .toSorted((one, other) => other.least - one.least);
}

const [bucket] = slowest(({ operation, caller }) => `${operation} of ${caller}`);
const [resource] = slowest(({ resource: name, caller }) => `${name} of ${caller}`);
if (result.exitCode !== 0 || !bucket || !resource) throw new Error(`the run ended so: ${result.summary}`);

const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;
await recordSection({
  title: '(e) A run under quotas',
  how: `One run with ${RUNS} examples of each property and ${WORKERS} workers on a service that enforces the documented rates, in a time that jumps over every wait.`,
  rows: [
    ['requests', String(result.requests)],
    ['refused for their rate', String(throttled)],
    ['time of the run', minutes(tookMs)],
    [
      `least time of the busiest resource (${resource.name}, ${resource.count} requests)`,
      minutes(resource.least),
    ],
    ['time of the run : this bound', (tookMs / resource.least).toFixed(2)],
    [`least time of the busiest bucket (${bucket.name}, ${bucket.count} requests)`, minutes(bucket.least)],
    ['time of the run : this bucket', (tookMs / bucket.least).toFixed(2)],
  ],
});

/** Milliseconds without any sign of life after which all are taken to wait: more than an answer takes. */
const QUIET_MS = 4;

/**
 * A clock that jumps to the next moment that somebody waits for as soon as no request is under way to a server of this
 * process, and stands otherwise: that of a service and a machine without latency.
 */
function jumpingClock(): Pace & { stop(): void } {
  const waiting: { at: number; wake: () => void }[] = [];
  let now = 0;
  let underWay = 0;
  let lastSign = performance.now();
  const sign = (change: number) => {
    underWay += change;
    lastSign = performance.now();
  };
  channel('http.server.request.start').subscribe((message) => {
    sign(1);
    // Also where the connection ends before the answer.
    (message as { response: ServerResponse }).response.once('close', () => sign(-1));
  });
  const timer = setInterval(() => {
    // What has arrived meanwhile is dealt with first.
    setImmediate(() => {
      const [next] = waiting;
      if (!next || underWay > 0 || performance.now() - lastSign < QUIET_MS) return;
      now = Math.max(now, next.at);
      lastSign = performance.now();
      while (waiting[0] && waiting[0].at <= now) waiting.shift()?.wake();
    });
  }, 1);
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        lastSign = performance.now();
        const sleeper = { at: now + ms, wake: resolve };
        const place = waiting.findIndex(({ at }) => at > sleeper.at);
        waiting.splice(place === -1 ? waiting.length : place, 0, sleeper);
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
    stop: () => clearInterval(timer),
  };
}
