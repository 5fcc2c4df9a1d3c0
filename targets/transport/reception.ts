import { SafetyRefusal } from '../guard/safety-refusal.ts';
import type { Fault, Header, WireResponse, FaultKind } from './exchange.ts';

/** Of one exchange. */
interface Limits {
  /** From the start to the last byte. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Exactly one of the two is there. */
type Received =
  | { readonly response: WireResponse; readonly fault: null }
  | { readonly response: null; readonly fault: Fault };

/**
 * Takes in one response from whichever transport, holds it against the limits and ends once:
 * with the whole response, or with the first fault. Rejects where the transport refuses the request itself.
 */
export class Reception {
  readonly result: Promise<Received>;
  readonly #maxBytes: number;
  readonly #together: Together | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (received: Received) => void;
  readonly #reject: (error: Error) => void;
  #cancel: ((error: Error) => void) | null = null;
  #failure: Error | null = null;
  #ended = false;
  #status = 0;
  #headers: Header[] = [];
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor({ timeoutMs, maxResponseBytes }: Limits, signal?: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<Received>();
    this.result = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#maxBytes = maxResponseBytes;
    this.#timer = setTimeout(
      () => this.fail(new TransportError('timeout', `No whole response within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    if (signal?.aborted) this.abort();
    else if (signal) this.#together = endedBy(signal).add(this);
  }

  abort(): void {
    this.fail(new TransportError('aborted', 'The request was aborted.'));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** How the transport is stopped; done at once where the exchange has failed already. */
  cancelWith(cancel: (error: Error) => void): void {
    if (this.#failure) cancel(this.#failure);
    else this.#cancel = cancel;
  }

  head(status: number, headers: Header[]): void {
    this.#status = status;
    this.#headers = headers;
  }

  data(chunk: Uint8Array): void {
    if (this.#ended) return;
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) {
      const message = `The body of the response (status ${this.#status}) is larger than ${this.#maxBytes} bytes.`;
      this.fail(new TransportError('too-large', message));
    } else {
      this.#chunks.push(chunk);
    }
  }

  end(): void {
    if (!this.#finish()) return;
    const body = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const response = {
      status: this.#status,
      headers: this.#headers,
      body: body ?? Buffer.concat(this.#chunks, this.#bytes),
    };
    this.#resolve({ response, fault: null });
  }

  fail(error: Error): void {
    if (!this.#finish()) return;
    this.#failure = error;
    if (error instanceof SafetyRefusal) {
      this.#reject(error);
    } else if (isRefusedRequest(error)) {
      this.#reject(
        new TypeError(`${error.message}; transport 'raw' sends what is not HTTP`, { cause: error }),
      );
    } else {
      this.#resolve({ response: null, fault: toFault(error) });
    }
    this.#cancel?.(error);
  }

  #finish(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#together?.delete(this);
    return true;
  }
}

/**
 * What one signal ends. Places are emptied and used again: a set that lives as long as a signal leaves tables behind
 * that keep thousands of ended receptions in memory.
 */
class Together {
  readonly #places: (Reception | null)[] = [];

  add(reception: Reception): this {
    const free = this.#places.indexOf(null);
    this.#places[free === -1 ? this.#places.length : free] = reception;
    return this;
  }

  delete(reception: Reception): void {
    this.#places[this.#places.indexOf(reception)] = null;
  }

  abort(): void {
    for (const reception of this.#places) reception?.abort();
  }
}

const underWay = new WeakMap<AbortSignal, Together>();

/** One listener for all that a signal ends, since thousands of requests a second come and go. */
function endedBy(signal: AbortSignal): Together {
  const known = underWay.get(signal);
  if (known) return known;
  const together = new Together();
  underWay.set(signal, together);
  signal.addEventListener('abort', () => together.abort(), { once: true });
  return together;
}

/** undici would not send it: the caller's mistake, no answer of the target. */
function isRefusedRequest(error: Error): boolean {
  const code = 'code' in error ? error.code : '';
  return (
    code === 'UND_ERR_INVALID_ARG' ||
    code === 'UND_ERR_NOT_SUPPORTED' ||
    code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'
  );
}

/** An error whose kind of fault is known where it is made. */
class TransportError extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.name = 'TransportError';
    this.kind = kind;
  }
}

const KINDS: readonly (readonly [RegExp, FaultKind])[] = [
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'refused'],
  [/^(ENOTFOUND|EAI_\w+|ENODATA)$/, 'dns'],
  [/TLS|SSL|CERT|^EPROTO$|^UNABLE_TO_/, 'tls'],
  [/TIMEOUT|TIMEDOUT/, 'timeout'],
  [/OVERFLOW|^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, 'too-large'],
  [/^HPE_|^UND_ERR_(RES|RESPONSE)_|^UND_ERR_PRX/, 'malformed'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)$/, 'reset'],
  [/^UND_ERR_(ABORTED|DESTROYED|CLOSED)$/, 'aborted'],
];

/** What a transport's error means; its code decides, else the code of its cause. */
function toFault(error: unknown): Fault {
  if (error instanceof TransportError) return { kind: error.kind, message: error.message };
  const code = codeOf(error);
  const kind = isMalformed(error)
    ? 'malformed'
    : (KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'other');
  return { kind, message: [code, messageOf(error)].filter((part) => part !== '').join(': ') };
}

/** undici's parser errors have no code, and its socket errors one for everything. */
function isMalformed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'HTTPParserError' || /^bad (response|upgrade)$/.test(error.message);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
