import { channel } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { Pace } from '../targets/pacing/pace.ts';

/** Milliseconds without any sign of life after which all are taken to wait: more than an answer takes. */
const QUIET_MS = 4;

/**
 * A clock that jumps to the next moment that somebody waits for as soon as no request is under way to a server of this
 * process, and stands otherwise: that of a service and a machine without latency.
 */
export function jumpingClock(): Pace & { stop(): void } {
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
