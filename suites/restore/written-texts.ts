import { createHash } from 'node:crypto';
import type { WireRequest } from '../../targets/exchange.ts';

const LONGEST = 512;

/**
 * Every text that a request could store, as whatever reader: the scalars of its parsed body, and the quoted texts of
 * its bytes, in the form of {@link textKey}.
 */
export function writtenTexts({ body }: WireRequest): string[] {
  const bytes = Buffer.from(body);
  const texts = [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')];
  const found = texts.flatMap((text) => [...scalars(parsed(text)), ...quoted(text)]);
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

/** The scalars of a JSON value as texts. */
export function scalars(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(scalars) : [String(value)];
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
