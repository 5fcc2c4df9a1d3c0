import type { Redactor } from '../../results/redact/redactor.ts';

/** Of the connections of this process; a command opens one or two. */
const MOST = 16;
const redactors: Redactor[] = [];
/** Variables of the configuration, by what they were expanded to. */
const variables = new Map<string, string>();
/** Shorter ones stand in every other word. */
const SHORTEST_VARIABLE = 5;

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

/** Errors show what stands in the configuration, and not what a variable holds. */
export function hideVariables(expanded: ReadonlyMap<string, string>): void {
  for (const [value, name] of expanded) if (value.length >= SHORTEST_VARIABLE) variables.set(value, name);
}

/** The text of an error, whoever's: it may quote what a service said, or what was configured. */
export function errorThroughDoor(text: string): string {
  const shown = redactors.reduce((before, redactor) => redactor.reason(before), text);
  const longestFirst = [...variables].toSorted(([one], [other]) => other.length - one.length);
  return longestFirst.reduce((before, [value, name]) => before.replaceAll(value, () => name), shown);
}

/** Everything that this process writes on a stream passes the door, whoever writes it. */
export function guardStream(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? throughDoor(chunk) : chunk, ...rest);
}

/**
 * A reader that has seen enough, a terminal that is gone, a full disk behind a redirection: no reason to end without
 * restoring. Nothing more is written to that stream; what was asked for is done all the same.
 */
export function silenceOnError(stream: NodeJS.WriteStream): void {
  stream.on('error', () => {
    stream.write = () => true;
  });
}
