import type { Lifecycle } from '../../../spec/load-lifecycle.ts';
import type { RegionHistory } from '../../../results/record.ts';

type Seen = RegionHistory['seen'][number];

/** One change of a status as it was seen, and whether the lifecycle has a way from one to the other. */
export interface RegionChange {
  readonly from: Seen;
  readonly to: Seen;
  /**
   * `allowed`: a transition of the lifecycle, or several of which not each was seen; `unordered`: both were seen in answers to
   * requests at the same time, so that nothing follows; `unexplained`: neither a pending change nor a request leads there.
   */
  readonly verdict: 'allowed' | 'unordered' | 'unexplained';
}

/** The changes of one region in order. A picture, not a verdict: the rules judge. */
export function regionChanges(history: RegionHistory, lifecycle: Lifecycle): RegionChange[] {
  return history.seen.slice(1).flatMap((to, index) => {
    const from = history.seen[index];
    if (!from) return [];
    // A read may lag behind: a request counts from when the status before the last one was seen.
    const since = history.seen[index - 1]?.fromMs ?? 0;
    const requests = history.requests
      .filter((request) => request.toMs >= since && request.fromMs <= to.toMs)
      .map(({ operation }) => operation);
    return [{ from, to, verdict: verdictOf(from, to, { requests, lifecycle, whole: history.left === 0 }) }];
  });
}

function verdictOf(
  from: Seen,
  to: Seen,
  known: { requests: readonly string[]; lifecycle: Lifecycle; whole: boolean },
): RegionChange['verdict'] {
  if (leadsTo(from.status, to.status, known)) return 'allowed';
  // Where entries are missing, the request may be one of them.
  return from.toMs > to.fromMs || !known.whole ? 'unordered' : 'unexplained';
}

/** Whether the requests in question, and the end of pending changes, lead from one status to the other. */
function leadsTo(
  from: string,
  to: string,
  { requests, lifecycle }: { requests: readonly string[]; lifecycle: Lifecycle },
): boolean {
  const reached = new Set([from]);
  for (const status of reached) {
    for (const { request, from: start, via, to: end } of lifecycle.transitions) {
      if (status === start && requests.includes(request)) reached.add(via).add(end);
      if (status === via) reached.add(end);
    }
  }
  return reached.has(to);
}
