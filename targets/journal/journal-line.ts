import { createHash } from 'node:crypto';

/** What stands in the place of the checksum of a line before the first one. */
export const NO_SUM = '';

/** One line of a journal, sealed. */
export interface SealedLine {
  readonly n: number;
  /** The checksum of the line before. */
  readonly prev: string;
  readonly sum: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A line with its number and a checksum over itself and, by that line's checksum, everything before it. */
export function sealLine(n: number, prev: string, content: object): { text: string; sum: string } {
  const body = JSON.stringify({ n, prev, ...content }).slice(0, -1);
  const sum = checksum(body);
  return { text: `${body},"sum":"${sum}"}\n`, sum };
}

/** A line by itself, without its line break; `null`: it is not as it was written. */
export function openLine(text: string): SealedLine | null {
  const [, body, sum] = /^(.*),"sum":"([0-9a-f]{32})"\}$/s.exec(text) ?? [];
  if (body === undefined || sum === undefined || checksum(body) !== sum) return null;
  const parsed = parseObject(`${body}}`);
  if (parsed === null) return null;
  const { n, prev, ...content } = parsed;
  return typeof n === 'number' && typeof prev === 'string' ? { n, prev, sum, content } : null;
}

/** `null` for anything but a JSON object. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}
