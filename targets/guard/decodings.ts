import { Unreadable, framingsOf } from './framings.ts';

/** Deeper escapes in escapes are made to confuse. */
const MOST_ROUNDS = 6;

/**
 * The text with none, one and all of its escapes resolved that are valid: percent, JSON, UTF-8 in its bytes, also where
 * it is longer than it need be. What is no valid escape stays as it is. @throws {Unreadable} where they never end.
 */
export function decodings(given: string): string[] {
  const text = given.replaceAll('\0', '');
  const known = new Set([text]);
  let latest = [text];
  for (let round = 0; latest.length > 0; round += 1) {
    if (round > MOST_ROUNDS) throw new Unreadable(`escapes are nested more than ${MOST_ROUNDS} deep`);
    const next = latest.flatMap((one) => STEPS.map((step) => step(one)));
    latest = [...new Set(next)].filter((one) => !known.has(one));
    for (const one of latest) known.add(one);
  }
  return [...known];
}

const STEPS: readonly ((text: string) => string)[] = [
  percentDecoded,
  jsonDecoded,
  utf8Decoded,
  (text) => overlongDecoded(text),
];

function percentDecoded(text: string): string {
  return text.replaceAll(/%(?:u([0-9a-f]{4})|([0-9a-f]{2}))/gi, (_, long?: string, short?: string) =>
    character(long ?? short ?? ''),
  );
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function jsonDecoded(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(["\\/bfnrt]))/gi,
    (_, unit?: string, byte?: string, short = '') =>
      unit === undefined && byte === undefined
        ? (SHORT_ESCAPES[short] ?? short)
        : character(unit ?? byte ?? ''),
  );
}

function utf8Decoded(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  return Buffer.from(text, 'latin1').toString('utf8');
}

/** Two bytes that decoders of old take for a letter. */
function overlongDecoded(text: string): string {
  return text.replaceAll(/([\u00c0\u00c1])([\u0080-\u00bf])/g, (_, first: string, second: string) =>
    String.fromCharCode(((first.charCodeAt(0) & 0x1f) << 6) | (second.charCodeAt(0) & 0x3f)),
  );
}

function character(hexadecimal: string): string {
  return String.fromCharCode(Number.parseInt(hexadecimal, 16)).replace('\0', '');
}

/** Every text that a lenient server could read the bytes of a request as. @throws {Unreadable} */
export function readingsOf(bytes: Buffer): string[] {
  const texts = new Set<string>();
  for (const stretch of framingsOf(bytes)) {
    for (const encoding of ['latin1', 'utf8'] as const) texts.add(stretch.toString(encoding));
  }
  return [...new Set([...texts].flatMap(decodings))];
}
