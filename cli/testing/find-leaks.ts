import { gunzipSync } from 'node:zlib';

/**
 * Those of the secrets that can be read from one of the texts: as they are, encoded, in another case, from their end, or
 * with white space in between. It decodes, and so shares nothing with what takes them out. For tests.
 */
export function findLeaks(texts: readonly string[], secrets: readonly string[]): string[] {
  const readings = texts.flatMap(readingsOf);
  const runs = readings.flatMap((reading) => reading.match(/[0-9a-f]{64,}/g) ?? []);
  const digits = new Set(runs.flatMap(windows));
  return secrets.filter((secret) => {
    const bare = squeezed(plain(secret));
    const forms = [squeezed(secret), bare, reversed(bare)];
    // Many, and all of one form.
    if (/^[0-9a-f]{64}$/.test(secret)) return forms.some((form) => digits.has(form));
    return readings.some((reading) => forms.some((form) => reading.includes(form)));
  });
}

/** The text without escapes, and what its base64 and its hex digits hold, each without white space and case. */
function readingsOf(text: string): string[] {
  const bare = plain(text);
  const tight = bare.replaceAll(SPACE, '');
  const inner = [
    ...[0, 1, 2, 3].map((skip) => decoded(bare, BASE64_RUN, skip, fromBase64)),
    ...[0, 1, 2, 3].map((skip) => decoded(tight, BASE64_RUN, skip, fromBase64)),
    ...[0, 1].map((skip) => decoded(bare, HEX_RUN, skip, (run) => Buffer.from(run, 'hex').toString())),
  ];
  return [text, bare, ...inner, ...inner.map(plain)].map(squeezed);
}

/** Any escapes of URLs, JSON and markup, however often they were put on. */
function plain(text: string): string {
  let shown = text;
  for (let layer = 0; layer < 3; layer += 1) {
    const next = once(shown);
    if (next === shown) break;
    shown = next;
  }
  return shown.replaceAll('\\', '');
}

function once(text: string): string {
  return text
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
      Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
    )
    .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const SPACE = /[\s\u200B]+/g;
const BASE64_RUN = /[\w+/-]{12,}={0,2}/g;
const HEX_RUN = /(?:[0-9a-f]{2}){6,}/gi;

function character(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
}

/** What every run holds, from one of the places where it could begin. */
function decoded(text: string, runs: RegExp, skip: number, decode: (run: string) => string): string {
  return (text.match(runs) ?? []).map((run) => decode(run.slice(skip))).join('\n');
}

function fromBase64(run: string): string {
  const bytes = Buffer.from(run, 'base64');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    return '';
  }
}

function squeezed(text: string): string {
  return text.replaceAll(SPACE, '').toLowerCase();
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}

/** Every text of so many digits in a run of them. */
function windows(run: string): string[] {
  return Array.from({ length: run.length - 63 }, (_, at) => run.slice(at, at + 64));
}
