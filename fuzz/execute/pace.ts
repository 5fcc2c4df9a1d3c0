import { setTimeout as delay } from 'node:timers/promises';

/** Says when the next request may go out: at most so many a second, evenly; `null`: at once. */
export function pacer(perSecond: number | null, signal: AbortSignal): () => Promise<void> | null {
  if (perSecond === null) return () => null;
  const interval = 1000 / perSecond;
  let next = 0;
  return () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + interval;
    return at > now ? delay(at - now, undefined, { signal }) : null;
  };
}
