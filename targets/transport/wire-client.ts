import type { LookupFunction } from 'node:net';
import type { Exchange, WireClient, WireRequest } from './exchange.ts';
import { refuseHostile } from '../guard/hostile.ts';
import { SafetyRefusal } from '../guard/safety-refusal.ts';
import { isLoopback, loopbackLookup } from './loopback.ts';
import { createPool, sendPooled, takesProxy } from './pooled-sender.ts';
import { prepareRequest, type WrittenRequest } from './prepare-request.ts';
import { sendRaw } from './raw-sender.ts';
import { Reception } from './reception.ts';
import type { Credentials } from '../target.ts';

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
const PAST_THE_PROXY =
  'a request that is written to a socket of its own cannot take the proxy of the environment: where the endpoint may be asked directly, name its host in NO_PROXY';
/** How long an answer to an incomplete request is waited for: none need come. */
const INCOMPLETE_MS = 500;

export interface WireClientOptions {
  /** From the start of a request to the last byte of its response. */
  readonly timeoutMs: number;
  /** 16 MiB, where it is not given. */
  readonly maxResponseBytes?: number;
  readonly region: string;
  readonly service: string;
  readonly clock?: () => Date;
  /** Kept connections at a time; unlimited where it is not given. */
  readonly connections?: number;
  /** Resolves the endpoint's name; the system's resolver where it is not given. */
  readonly lookup?: LookupFunction;
  /** Told which credentials are signed with, before they are: during a long run they are refreshed. */
  readonly onCredentials?: (credentials: Credentials) => void;
  /** Told what is going to be sent, its signature included. */
  readonly onPrepared?: (request: WrittenRequest) => void;
  /** Shown each request as it will be written, after everything that builds it; what it throws, `send` rejects with. */
  readonly guard?: ((written: WrittenRequest, request: WireRequest) => void) | undefined;
  /** Whether requests are sent that could make a service allocate without bound. */
  readonly hostile?: boolean | undefined;
  /** By which whoever runs the service can tell these requests apart; not signed. */
  readonly userAgent?: string;
}

/**
 * Signs and sends requests to one endpoint, whose path is put before each target.
 * Rejects where credentials cannot be had, or not before the signal is aborted, and where a pooled request is not HTTP.
 */
export function createWireClient(endpoint: URL, options: WireClientOptions): WireClient {
  const {
    timeoutMs,
    region,
    service,
    connections,
    onCredentials,
    onPrepared,
    guard,
    hostile = false,
    userAgent,
    clock = () => new Date(),
  } = options;
  const lookup = isLoopback(endpoint) ? loopbackLookup(options.lookup) : options.lookup;
  const proxied = takesProxy(endpoint);
  const limits = { timeoutMs, maxResponseBytes: options.maxResponseBytes ?? MAX_RESPONSE_BYTES };
  const pool = createPool(endpoint, { timeoutMs, connections, lookup, maxHeaderBytes: MAX_HEADER_BYTES });
  const basePath = endpoint.pathname.replace(/\/+$/, '');
  const scope = { host: endpoint.host, basePath, region, service, clock };

  async function send(request: WireRequest, signal?: AbortSignal): Promise<Exchange> {
    const given = request.identity ? request.identity.credentials(signal) : null;
    // Known ones need not be waited for, which each request would.
    const credentials = given instanceof Promise ? await given : given;
    if (credentials) onCredentials?.(credentials);
    const prepared = prepareRequest(request, scope, credentials);
    onPrepared?.(prepared);
    guard?.(prepared, request);
    if (!hostile) refuseHostile(prepared, request);
    if (proxied && request.transport === 'raw') throw new SafetyRefusal(PAST_THE_PROXY);
    const startedAt = performance.now();
    const reception = new Reception(
      request.incomplete ? { ...limits, timeoutMs: INCOMPLETE_MS } : limits,
      signal,
    );
    if (!reception.ended) {
      if (request.transport === 'raw') {
        sendRaw(endpoint, prepared, reception, { lookup, maxHeaderBytes: MAX_HEADER_BYTES });
      } else {
        sendPooled(pool, { origin: endpoint.origin, userAgent }, prepared, reception);
      }
    }
    const { response, fault } = await reception.result;
    const durationMs = performance.now() - startedAt;
    return { request, sentHeaders: prepared.headers, response, fault, startedAt, durationMs };
  }

  return { send, close: () => pool.destroy() };
}
