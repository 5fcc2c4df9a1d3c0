import { createHash } from 'node:crypto';
import { bodyReadings } from '../../targets/guard/guard-values.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';

const LONGEST = 512;

/**
 * Every text that a request could store, as whatever reader: the scalars of its parsed body, and the quoted texts of
 * its bytes, in the form of {@link textKey}.
 */
export function writtenTexts(request: WireRequest): string[] {
  const found = bodyReadings(request).flatMap((text) => [...scalars(parsed(text)), ...quoted(text)]);
  return [...new Set(found.map(textKey))];
}

/** A text without what services change on their way: outer and repeated white space, case, invisible characters. */
export function textKey(text: string): string {
  const key = text
    .toWellFormed()
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toLowerCase();
  return key.length <= LONGEST ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

/** The scalars of a JSON value as texts; however deep they stand. */
export function scalars(value: unknown): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'object' && next !== null) waiting.push(...Object.values(next));
    else if (typeof next === 'string') found.push(next);
    else if (typeof next === 'number' || typeof next === 'boolean') found.push(String(next));
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quoted(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([whole, inner = '']) => {
    const value = parsed(whole);
    return typeof value === 'string' ? value : inner;
  });
}
