import type { LookupFunction } from 'node:net';
import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { fromFlatList } from './header-list.ts';
import { bareHost, isLoopback } from './loopback.ts';
import type { Reception } from './reception.ts';
import type { WrittenRequest } from './prepare-request.ts';

export interface ConnectionOptions {
  readonly timeoutMs: number;
  /** All headers of a response together, in bytes. */
  readonly maxHeaderBytes: number;
  /** At most so many at a time; unlimited where it is not given. */
  readonly connections?: number | undefined;
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Connections that are kept and used again, HTTP/1.1. Nothing is retried, redirected or decompressed.
 * Proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY; none for loopback.
 */
export function createPool(endpoint: URL, options: ConnectionOptions): Dispatcher {
  const { timeoutMs, maxHeaderBytes, connections, lookup } = options;
  const settings = {
    allowH2: false,
    maxHeaderSize: maxHeaderBytes,
    // The reception's deadline holds for the whole exchange; these would only be a second clock.
    headersTimeout: 0,
    bodyTimeout: 0,
    connections: connections ?? null,
    connect: { timeout: timeoutMs, ...(lookup && { lookup }) },
  };
  return isLoopback(endpoint) || !proxyIsSet()
    ? new Pool(endpoint.origin, settings)
    : new EnvHttpProxyAgent(settings);
}

/** Sends over the pool; the response goes into the reception. */
export function sendPooled(
  pool: Dispatcher,
  { origin, userAgent }: { readonly origin: string; readonly userAgent: string | undefined },
  request: WrittenRequest,
  reception: Reception,
): void {
  const { target: path, method, body } = request;
  const headers = request.headers.flat();
  if (userAgent !== undefined) headers.push('user-agent', userAgent);
  const options = { origin, path, method, headers, body: body.byteLength > 0 ? body : null };
  pool.dispatch(options, new Receiving(reception));
}

/** What undici reads of one response. */
class Receiving implements Dispatcher.DispatchHandler {
  readonly #reception: Reception;

  constructor(reception: Reception) {
    this.#reception = reception;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#reception.cancelWith((error) => controller.abort(error));
  }

  /** Also for an interim response, whose head the final one replaces. */
  onResponseStart({ rawHeaders }: Dispatcher.DispatchController, status: number): void {
    this.#reception.head(status, Array.isArray(rawHeaders) ? fromFlatList(rawHeaders) : []);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#reception.data(chunk);
  }

  onResponseEnd(): void {
    this.#reception.end();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reception.fail(error);
  }
}

/** Whether requests to the endpoint may have to take a proxy: one is set, and NO_PROXY does not name the host itself. */
export function takesProxy(endpoint: URL): boolean {
  if (isLoopback(endpoint) || !proxyIsSet()) return false;
  const { no_proxy: lower, NO_PROXY: upper } = process.env;
  const direct = (lower ?? upper ?? '').toLowerCase().split(/[,\s]+/);
  return !direct.includes('*') && !direct.includes(bareHost(endpoint)) && !direct.includes(endpoint.host);
}

function proxyIsSet(): boolean {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some((name) => process.env[name]);
}
