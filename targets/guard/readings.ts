import { decodings } from './decodings.ts';
import { framingsOf } from './framings.ts';

/** Every text that a lenient server could read the bytes of a request as. @throws {Unreadable} */
export function readingsOf(bytes: Buffer): string[] {
  const texts = new Set<string>();
  for (const stretch of framingsOf(bytes)) {
    for (const encoding of ['latin1', 'utf8'] as const) texts.add(stretch.toString(encoding));
  }
  return [...new Set([...texts].flatMap(decodings))];
}
