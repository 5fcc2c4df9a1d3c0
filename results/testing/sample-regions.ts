import type { RegionHistory } from '../record.ts';

const STEP_MS = 100;

/** A region that was seen with one status after the other; `requests`: after how many changes each was sent. For tests. */
export function sampleRegion(
  statuses: readonly string[],
  requests: Readonly<Record<string, number>>,
  changes: Partial<RegionHistory> = {},
): RegionHistory {
  return {
    account: '111111111111',
    region: 'af-south-1',
    seen: statuses.map((status, index) => ({
      status,
      fromMs: index * STEP_MS,
      toMs: index * STEP_MS + STEP_MS / 2,
      answers: 2,
    })),
    requests: Object.entries(requests).map(([operation, index]) => ({
      operation,
      fromMs: (index + 0.6) * STEP_MS,
      toMs: (index + 0.7) * STEP_MS,
    })),
    left: 0,
    ...changes,
  };
}
