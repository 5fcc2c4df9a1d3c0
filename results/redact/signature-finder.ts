import { reversed } from './secret-forms.ts';
import type { Span } from './text-finder.ts';
import { mayBeEscaped, unescaped, unescapedText } from './unescape.ts';

/** In hex digits. */
const LENGTH = 64;
/** So many of them at its beginning tell a signature, also one that was cut off. */
const HEAD = 16;
/** Every request has one; it is good for a quarter of an hour. */
const MOST = 10_000;
const LAYERS = 3;
const SIGNATURE = 'Signature=';
/** A longer text is not kept whole. */
const LONGEST = 4096;

/**
 * Finds the signatures of requests, which are too many to look for each. Whatever looks like digits is looked up: as it
 * stands, without escapes and white space, unpacked from base64 or hex digits, and from its end.
 */
export class SignatureFinder {
  /** How each begins, and how it ends; the oldest are forgotten. */
  readonly #heads = new Set<string>();
  readonly #tails = new Set<string>();

  /** Texts that are not read yet: there is one for each request, and in most runs nothing to find. */
  #fresh: string[] = [];

  /** Told of each request: a header or a target, signed or not. */
  add(text: string): void {
    if (text.length < SIGNATURE.length + LENGTH) return;
    this.#fresh.push(text.length > LONGEST ? `${SIGNATURE}${signatureIn(text)}` : text);
    if (this.#fresh.length > 2 * MOST) this.#fresh = this.#fresh.slice(-MOST);
  }

  #learn(): void {
    for (const text of this.#fresh.slice(-MOST)) {
      const signature = signatureIn(text);
      if (signature === null) continue;
      remember(this.#heads, signature.slice(0, HEAD));
      remember(this.#tails, signature.slice(-HEAD));
    }
    this.#fresh = [];
  }

  /** `deep`: also packed, and in pieces. */
  find(text: string, { deep = false }: { deep?: boolean } = {}): Span[] {
    if (text.length < HEAD) return [];
    if (this.#fresh.length > 0) this.#learn();
    if (this.#heads.size === 0) return [];
    const found = this.#plain(text);
    if (!deep) return found;
    found.push(...this.#packed(text));
    let inner = text;
    let back = (span: Span) => span;
    for (let layer = 0; layer < LAYERS && mayBeEscaped(inner); layer += 1) {
      const { starts, ends } = unescaped(inner);
      const before = back;
      back = ({ start, end }) => before({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 });
      const next = unescapedText(inner);
      if (next === inner) break;
      inner = next;
      found.push(...[...this.#plain(inner), ...this.#packed(inner)].map(back));
    }
    return found;
  }

  #plain(text: string): Span[] {
    const spans: Span[] = [];
    for (const { start, end } of hexRuns(text)) {
      const run = text.slice(start, end).toLowerCase();
      const backwards = reversed(run);
      for (let at = 0; at + HEAD <= run.length; at += 1) {
        const digits = run.slice(at, at + HEAD);
        if (
          !this.#heads.has(digits) &&
          !this.#tails.has(backwards.slice(run.length - at - HEAD, run.length - at))
        )
          continue;
        const to = Math.min(run.length, at + LENGTH);
        spans.push({ start: start + at, end: start + to });
        at = to - 1;
      }
    }
    return spans;
  }

  /** Each run of digits is read from every place at which a whole byte could begin. */
  #packed(text: string): Span[] {
    const { tight, places } = withoutSpace(text);
    const spans = tight.length === text.length ? [] : this.#plain(tight);
    for (const { pattern, encoding, digits, bytes } of PACKINGS) {
      for (const { 0: run, index } of tight.matchAll(pattern)) {
        for (let skip = 0; skip < digits; skip += 1) {
          const inner = Buffer.from(run.slice(skip), encoding).toString('latin1');
          for (const { start, end } of this.#plain(inner)) {
            const from = index + skip + Math.floor((start * digits) / bytes);
            const to = index + skip + Math.ceil((end * digits) / bytes);
            spans.push({ start: from, end: Math.min(index + run.length, to) });
          }
        }
      }
    }
    return spans.map(({ start, end }) => ({ start: places[start] ?? 0, end: (places[end - 1] ?? 0) + 1 }));
  }
}

/** The signature in a header, or in the target of a request; `null`: none. */
function signatureIn(text: string): string | null {
  const at = text.lastIndexOf(SIGNATURE);
  const end = at + SIGNATURE.length + LENGTH;
  return at === -1 || end > text.length ? null : text.slice(at + SIGNATURE.length, end);
}

function remember(ends: Set<string>, end: string): void {
  ends.add(end);
  if (ends.size <= MOST) return;
  for (const oldest of ends) {
    ends.delete(oldest);
    return;
  }
}

/** So many digits hold so many bytes. */
const PACKINGS = [
  { pattern: /[\w+/-]{22,}/g, encoding: 'base64', digits: 4, bytes: 3 },
  { pattern: /[0-9a-f]{32,}/gi, encoding: 'hex', digits: 2, bytes: 1 },
] as const;

const HEX = /[0-9a-f]/i;
/** And the backslashes of escapes within escapes. */
const SPACE = /[\s\\\u200B-\u200F\u2060\uFEFF]/;

/** Runs of hex digits that are long enough: each has one at every so many places. */
function* hexRuns(text: string): Generator<Span> {
  for (let at = HEAD - 1; at < text.length; at += HEAD) {
    if (!HEX.test(text[at] as string)) continue;
    let [start, end] = [at, at + 1];
    while (start > 0 && HEX.test(text[start - 1] as string)) start -= 1;
    while (end < text.length && HEX.test(text[end] as string)) end += 1;
    if (end - start >= HEAD) yield { start, end };
    at += Math.floor((end - at) / HEAD) * HEAD;
  }
}

function withoutSpace(text: string): { readonly tight: string; readonly places: Int32Array } {
  const places = new Int32Array(text.length);
  const kept: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (SPACE.test(character)) continue;
    places[kept.length] = at;
    kept.push(character);
  }
  return { tight: kept.join(''), places };
}
