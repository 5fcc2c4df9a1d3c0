import type { Contract } from '../../spec/contract.ts';
import { attemptsOf, resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import type { Exchange, WireClient, Fault } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { claimedReads, operationRequest } from '../contract-lookup.ts';
import { pollUntil } from '../poll.ts';
import { probeInput } from './implemented.ts';

interface Contact {
  /** Why the target cannot be asked, in words, with what helps; `null`: it answers. */
  readonly problem: string | null;
  readonly requests: number;
  /** What came of it; `null`: nobody was asked. */
  readonly exchange: Exchange | null;
}

interface Contacting {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Milliseconds in which it may become ready; 0 where it is not given. */
  readonly withinMs?: number;
}

/** The common error of a service that is not ready. */
const NOT_READY = 'ServiceUnavailable';
const FIRST_PAUSE_MS = 200;
/** Faults that pass where something is still starting. */
const STARTING = new Set(['refused', 'dns', 'reset']);

/** One harmless request, so that a target that is not there costs one timeout and not hundreds; again until it is ready. */
export async function firstContact(contacting: Contacting): Promise<Contact> {
  const { target, contract, client, seed, signal, withinMs = 0 } = contacting;
  const [read] = claimedReads(contract, target);
  const [identity] = target.identities;
  if (!read || !identity) return { problem: null, requests: 0, exchange: null };
  const request = operationRequest(contract, identity, read.name, probeInput(contract, read.name, seed));
  let requests = 0;
  const exchange = await pollUntil(
    async () => {
      const resent = await resendOnReset(client, request, signal);
      requests += attemptsOf(resent).length;
      return resent.exchange;
    },
    (seen) => signal.aborted || !isStarting(seen, contract),
    { withinMs, signal, firstPauseMs: FIRST_PAUSE_MS },
  );
  return { problem: problemOf(exchange, target, contract), requests, exchange };
}

function problemOf(exchange: Exchange, { endpoint, timing }: Target, contract: Contract): string | null {
  const { fault, response } = exchange;
  if (fault?.kind === 'aborted') return null;
  const wait = isStarting(exchange, contract)
    ? '; where it is still starting, --wait 60s asks until it is ready'
    : '';
  if (fault?.kind === 'timeout')
    return `${endpoint.href}: no answer within ${timing.requestTimeout / 1000} s; --timeout gives it longer, in milliseconds`;
  const meaning = fault && connectionMeaning(fault);
  if (meaning) return `${endpoint.href}: ${meaning}`;
  if (fault) return `${endpoint.href}: ${fault.kind}: ${fault.message}${wait}`;
  return isUnavailable(exchange, contract)
    ? `${endpoint.href}: it is not ready (status ${response?.status})${wait}`
    : null;
}

function isStarting(exchange: Exchange, contract: Contract): boolean {
  return (exchange.fault && STARTING.has(exchange.fault.kind)) || isUnavailable(exchange, contract);
}

function isUnavailable({ response }: Exchange, { errors }: Contract): boolean {
  return errors.some(({ name, statuses }) => name === NOT_READY && statuses.includes(response?.status ?? 0));
}

/** What a fault of the first connection means, and what helps. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /NO_APPLICATION_PROTOCOL|does not match the HTTP\/1\.1 protocol/,
    'what answers does not speak HTTP/1.1, in which it is asked: a service of HTTP/2 alone cannot be judged, unless a proxy before it speaks HTTP/1.1',
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/,
    'what answers does not speak TLS; a plain endpoint begins with http://',
  ],
  [/CERT_HAS_EXPIRED/, 'its certificate has expired: renew it, or look at the clock of this machine'],
  [/CERT_NOT_YET_VALID/, 'its certificate is not valid yet: look at the clock of this machine'],
  [/ALTNAME/, 'its certificate is for another name: ask by the name that the certificate has'],
  [
    /SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_CERT/,
    'its certificate is signed by nobody who is trusted here: NODE_EXTRA_CA_CERTS names a file with the authority that signed it',
  ],
];

/** In one sentence, where the fault says more than that nobody answers; `null`: it does not. */
export function connectionMeaning({ kind, message }: Fault): string | null {
  if (kind !== 'tls' && kind !== 'malformed') return null;
  return MEANINGS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
