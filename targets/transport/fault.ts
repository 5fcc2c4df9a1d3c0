import type { Fault, FaultKind } from './exchange.ts';

/** An error whose kind of fault is known where it is made. */
export class TransportError extends Error {
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
export function toFault(error: unknown): Fault {
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
