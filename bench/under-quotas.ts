/**
 * A whole run on the embedded service while it enforces its quotas: how many requests were refused for their rate, and
 * how long it took compared with the least time in which the documented rates let these requests through. There are two
 * such times: of the busiest bucket alone, and of the busiest resource, whose rules come one after another, so that no
 * request overtakes the one before it and a bucket that is full meanwhile is of no use. The second is the bound.
 *
 * Time is counted and not waited for: the one clock of service and governor jumps to the next moment that somebody
 * waits for as soon as nothing is under way, so the figure is that of a service and a machine without latency. The suite
 * quotas is left out: it goes beyond the rates on purpose, and waits in real time for them to recover.
 *
 *     node bench/under-quotas.ts [--runs 20] [--workers 16] [--seed 1]
 */
import { channel } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../cli/embedded.ts';
import { runConformance } from '../cli/run-conformance.ts';
import type { ServiceParts } from '../reference/service-parts.ts';
import { SUITES } from '../suites/rule.ts';
import { loadQuotas } from '../spec/load-quotas.ts';
import type { Pace } from '../targets/pace.ts';

const MOST = 1.15;
/** Milliseconds without any sign of life after which all are taken to wait. */
const QUIET_MS = 4;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    workers: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
  },
});

/** A clock that jumps when nothing is under way. */
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
  seed: Number(values.seed),
  runs: Number(values.runs),
  workers: Number(values.workers),
  pace: clock,
  onThrottled: (requests) => {
    throttled = requests;
  },
});
const wall = clock.now();
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

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
const buckets = slowest(({ operation, caller }) => `${operation} of ${caller}`);
const resources = slowest(({ resource, caller }) => `${resource} of ${caller}`);
for (const { name, count, least } of [...buckets.slice(0, 3), ...resources.slice(0, 3)]) {
  say(`${name}: ${count} requests, at least ${seconds(least)}`);
}
say(result.summary);
const [bucket = 0, resource = 0] = [buckets[0]?.least, resources[0]?.least];
const ratio = wall / resource;
say(
  `${result.requests} requests, ${throttled} refused for their rate, ${seconds(wall)}: ${ratio.toFixed(2)} of the bound (at most ${MOST}), ${(wall / bucket).toFixed(2)} of the busiest bucket`,
);
if (throttled > 0 || ratio > MOST || result.exitCode !== 0) process.exitCode = 1;
