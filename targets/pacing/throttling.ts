import type { Contract } from '../../spec/contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { readableBody } from '../transport/readable-body.ts';
import type { WireResponse } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';

const LONGEST_BODY = 64 * 1024;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** Whether an answer refuses its request for its rate. */
type ThrottleDetector = (response: WireResponse | null) => boolean;

const detectors = new WeakMap<Contract, ThrottleDetector>();

/**
 * Tells whether the service refuses a request for its rate: by a name that means it or, where it gives no other error of
 * the contract, by the status.
 */
export function throttleDetector(contract: Contract): ThrottleDetector {
  const detector = detectors.get(contract) ?? makeDetector(contract);
  detectors.set(contract, detector);
  return detector;
}

function makeDetector({ wire, errors }: Contract): ThrottleDetector {
  const { refusedAs, alsoSeenAs } = loadQuotas();
  const names = [refusedAs, ...alsoSeenAs];
  const statuses = new Set(
    errors.filter(({ name }) => name === refusedAs).flatMap((error) => error.statuses),
  );
  const others = errors.flatMap(({ name }) => (name === null || names.includes(name) ? [] : [name]));
  return (response) => {
    if (!response || response.status < 400 || response.status > 499) return false;
    const told = toldBy(response, wire.errorHeader);
    if (names.some((name) => told.includes(name))) return true;
    return statuses.has(response.status) && !others.some((name) => told.includes(name));
  };
}

/** Where the error's name stands: the header, else the body. */
function toldBy(response: WireResponse, header: string): Pick<string | Buffer, 'includes'> {
  const told = headerValue(response.headers, header);
  if (told !== undefined) return told;
  const body = readableBody(response);
  return body.byteLength <= LONGEST_BODY ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : '';
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
