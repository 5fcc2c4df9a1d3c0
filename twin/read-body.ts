import type { Json } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { unreadable } from './refusal.ts';

/** @throws {Refusal} when the bytes are not JSON in UTF-8, or not such as this service takes. */
export function readBody(bytes: Buffer, choices: Dialect): Json {
  if (bytes.length === 0) {
    if (choices.emptyBody === 'object') return {};
    throw unreadable(choices.malformedBody, 'The body is empty.');
  }
  try {
    return readJson(decode(bytes, choices), choices);
  } catch (error) {
    if (error instanceof UnreadableBody) throw unreadable(choices.malformedBody, error.message);
    throw error;
  }
}

function decode(bytes: Buffer, { invalidUtf8, byteOrderMark }: Dialect): string {
  try {
    const fatal = invalidUtf8 === 'refused';
    return new TextDecoder('utf-8', { fatal, ignoreBOM: byteOrderMark === 'refused' }).decode(bytes);
  } catch {
    throw new UnreadableBody('no UTF-8');
  }
}

type Choices = Pick<Dialect, 'duplicateKey' | 'depth' | 'loneSurrogate' | 'integerForm'>;

const DEPTH = 60;
/** What `depth: any` survives: more would exhaust the stack, and a service must not fall over. */
const DEPTH_SURVIVED = 2000;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The text is not JSON, or not such as this service takes. */
class UnreadableBody extends Error {}

/** Reads JSON (RFC 8259) with a parser of its own: the language's one knows nothing of repeated keys. @throws {UnreadableBody} */
function readJson(text: string, choices: Choices): Json {
  let at = 0;
  const value = readValue(0);
  skipSpace();
  if (at < text.length) throw new UnreadableBody(`more at ${at}`);
  return value;

  function readValue(depth: number): Json {
    if (depth > (choices.depth === 'bounded' ? DEPTH : DEPTH_SURVIVED)) throw new UnreadableBody('too deep');
    skipSpace();
    const first = text[at];
    if (first === '{') return readObject(depth);
    if (first === '[') return readArray(depth);
    if (first === '"') return readString();
    return readWord();
  }

  function readObject(depth: number): Json {
    const members = new Map<string, Json>();
    at += 1;
    skipSpace();
    if (text[at] === '}') {
      at += 1;
      return {};
    }
    for (;;) {
      skipSpace();
      const key = readString();
      skipSpace();
      take(':');
      const member = readValue(depth + 1);
      if (members.has(key) && choices.duplicateKey === 'refused') throw new UnreadableBody(`${key} twice`);
      if (!members.has(key) || choices.duplicateKey === 'last') members.set(key, member);
      skipSpace();
      if (text[at] !== ',') break;
      at += 1;
    }
    take('}');
    return Object.fromEntries(members);
  }

  function readArray(depth: number): Json {
    const entries: Json[] = [];
    at += 1;
    skipSpace();
    if (text[at] === ']') {
      at += 1;
      return entries;
    }
    for (;;) {
      entries.push(readValue(depth + 1));
      skipSpace();
      if (text[at] !== ',') break;
      at += 1;
    }
    take(']');
    return entries;
  }

  function readString(): string {
    take('"');
    let read = '';
    for (;;) {
      const unit = text[at];
      at += 1;
      if (unit === undefined || unit < ' ') throw new UnreadableBody(`string at ${at}`);
      if (unit === '"') break;
      read += unit === '\\' ? readEscape() : unit;
    }
    if (read.isWellFormed() || choices.loneSurrogate === 'kept') return read;
    if (choices.loneSurrogate === 'refused') throw new UnreadableBody('lone surrogate');
    return read.toWellFormed();
  }

  function readEscape(): string {
    const kind = text[at] ?? '';
    at += 1;
    if (kind !== 'u') {
      const known = ESCAPES[kind];
      if (known === undefined) throw new UnreadableBody(`escape at ${at}`);
      return known;
    }
    const digits = text.slice(at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new UnreadableBody(`escape at ${at}`);
    at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  function readWord(): Json {
    const word = /^[-+.\w]*/.exec(text.slice(at, at + 400))?.[0] ?? '';
    at += word.length;
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) throw new UnreadableBody(`word at ${at}`);
    // To somebody who reads digits alone, 1.0 is not an integer.
    const isPlain = /^-?\d+$/.test(word) || choices.integerForm === 'any';
    return isPlain || !Number.isInteger(Number(word)) ? Number(word) : Number(word) + 0.5;
  }

  function take(expected: string): void {
    if (text[at] !== expected) throw new UnreadableBody(`expected ${expected} at ${at}`);
    at += 1;
  }

  function skipSpace(): void {
    while (' \t\n\r'.includes(text[at] ?? '.')) at += 1;
  }
}
