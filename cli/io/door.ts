import { redactReason } from '../../results/redact/redact-record.ts';
import type { Redactor } from '../../results/redact/redactor.ts';

/** Of the connections of this process; a command opens one or two. */
const MOST = 16;
const redactors: Redactor[] = [];

/** What this one knows passes the door no more. */
export function guardDoor(redactor: Redactor): void {
  redactors.push(redactor);
  if (redactors.length > MOST) redactors.shift();
}

/**
 * What is about to be written, without secrets. Records were redacted before, field by field; this is for what nobody
 * thought of.
 */
export function throughDoor(text: string): string {
  return redactors.reduce((shown, redactor) => redactor.file(shown), text);
}

/** The text of an error, whoever's: it may quote what a service said. */
export function errorThroughDoor(text: string): string {
  return redactors.reduce((shown, redactor) => redactReason(shown, redactor), text);
}

/** Everything that this process writes on a stream passes the door, whoever writes it. */
export function guardStream(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? throughDoor(chunk) : chunk, ...rest);
}
