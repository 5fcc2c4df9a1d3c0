import type { Lifecycle } from '../../../spec/load-lifecycle.ts';

/** What a status is in the lifecycle, for its colour; `alien`: the lifecycle does not know it. */
export type StatusRole = 'idle' | 'pending' | 'settled' | 'fixed' | 'alien';

export function statusRole(status: string, lifecycle: Lifecycle): StatusRole {
  if (!lifecycle.statuses.includes(status)) return 'alien';
  if (lifecycle.pending.includes(status)) return 'pending';
  if (lifecycle.fixed.includes(status)) return 'fixed';
  return status === lifecycle.initial ? 'idle' : 'settled';
}
