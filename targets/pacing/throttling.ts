import type { Contract } from '../../spec/contract.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { WireResponse } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';

const LONGEST_BODY = 64 * 1024;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** Whether a service refuses the request for its rate. */
export function isThrottled(response: WireResponse | null, { wire }: Contract, quotas: Quotas): boolean {
  if (!response || response.status < 400 || response.status > 499 || response.body.length > LONGEST_BODY)
    return false;
  const told = `${headerValue(response.headers, wire.errorHeader) ?? ''} ${Buffer.from(response.body).toString('utf8')}`;
  return [quotas.refusedAs, ...quotas.alsoSeenAs].some((name) => told.includes(name));
}

/** Milliseconds until the next attempt: at least what the service asks for, else longer each time; `random` from 0 to 1. */
export function backOff(response: WireResponse | null, attempt: number, random: number): number {
  const asked = Number(response && headerValue(response.headers, 'retry-after')) * 1000;
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  const jittered = (longest / 2) * (1 + random);
  return Number.isFinite(asked) && asked > 0
    ? Math.min(asked + random * FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
    : jittered;
}
