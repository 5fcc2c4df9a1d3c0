import type { Fault } from '../../targets/transport/exchange.ts';

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
