import type { Header } from './exchange.ts';

/** A request as it stands on the wire. */
export interface WrittenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** Text is written as Latin-1, one byte a character, so that every byte can be sent: of others, the lower byte. */
export function requestBytes({ method, target, headers, body }: WrittenRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
