import { fold, foldUnit, LEFT_OUT } from './secret-forms.ts';
import { mayBeEscaped, unescaped, unescapedText, type Unescaped } from './unescape.ts';

/** From where to where something was found in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What was found. */
export interface Found extends Span {
  readonly kind: Kind;
}

/** What a value is; each is looked for in its own way. */
export type Kind = 'secret' | 'key id' | 'original';

interface Way {
  /** Every so many characters of a value a search can begin, so that a part of it is found; `null`: at its beginning only. */
  readonly stride: number | null;
  /** How many characters of a value, wherever in it they stand, count as found. */
  readonly part: number;
}

const WAYS: Readonly<Record<Kind, Way>> = {
  secret: { stride: 8, part: 16 },
  'key id': { stride: 8, part: 16 },
  original: { stride: null, part: Infinity },
};

export interface FindOptions {
  /** Which are looked for; all where it is not given. */
  readonly kinds?: ReadonlySet<Kind>;
  /** Also the beginning of one at the end of the text, or before an ellipsis, where the rest may have been cut off. */
  readonly cut?: boolean;
  /** Escapes within escapes that are seen through. */
  readonly layers?: number;
}

interface Anchor {
  readonly value: string;
  readonly kind: Kind;
  readonly offset: number;
  readonly cut: boolean;
}

/** Characters that are looked up together. A shorter value is not found. */
export const SHORTEST = 5;
const BITS = 6;
const WINDOW = 2 ** (BITS * SHORTEST) - 1;
const MIX = 0x9e37_79b1;
const SMALLEST_FILTER = 14;
/** Bits of the filter for each anchor, as a power of two, so that hardly a place is looked at in vain. */
const SPARE = 3;
const LAYERS = 3;

/**
 * Finds any of many values in long texts, however they are cased, escaped or split by white space. One pass, whatever
 * the number of values: each window of a few characters is hashed and looked up.
 */
export class TextFinder {
  readonly #values = new Map<string, Set<Kind>>();
  readonly #anchors = new Map<number, Anchor[]>();
  #shift = 32 - SMALLEST_FILTER;
  #filter = new Uint8Array(2 ** SMALLEST_FILTER);

  /** How many values are known. */
  get size(): number {
    return this.#values.size;
  }

  /** Whether it can be found; one of too few characters cannot. `cut`: also where its end was cut off. */
  add(text: string, kind: Kind, { cut = true }: { cut?: boolean } = {}): boolean {
    const value = fold(text);
    if (value.length < SHORTEST) return false;
    const known = this.#values.get(value) ?? new Set();
    if (known.has(kind)) return true;
    this.#values.set(value, known.add(kind));
    const { stride } = WAYS[kind];
    const last = stride === null ? 0 : value.length - SHORTEST;
    for (let offset = 0; offset <= last; offset += stride ?? 1) this.#addAnchor({ value, kind, offset, cut });
    return true;
  }

  /** Where a value stands, in each kind in order and not overlapping. */
  find(text: string, { kinds, cut = false, layers = LAYERS }: FindOptions = {}): Found[] {
    if (this.size === 0 || text.length < SHORTEST) return [];
    const search = (one: string) => (this.#mayHold(one, kinds) ? this.#search(one, cut, kinds) : []);
    const found = search(text);
    const outer: (() => Unescaped)[] = [];
    let inner = text;
    while (outer.length < layers && mayBeEscaped(inner)) {
      const before = inner;
      inner = unescapedText(before);
      if (inner === before) break;
      // Where everything came from is found out only if there is something.
      outer.push(once(() => unescaped(before)));
      found.push(
        ...search(inner).map((one) => outer.reduceRight((span, map) => mappedBack(span, map()), one)),
      );
    }
    return found;
  }

  /** Whether the text, as a whole, is a value of a kind. */
  isValue(text: string, kind: Kind): boolean {
    return this.#values.get(fold(text))?.has(kind) ?? false;
  }

  #addAnchor(anchor: Anchor): void {
    const { value, offset } = anchor;
    let hash = 0;
    for (let at = offset; at < offset + SHORTEST; at += 1) hash = hashed(hash, value.charCodeAt(at));
    const others = this.#anchors.get(hash);
    if (others) others.push(anchor);
    else this.#anchors.set(hash, [anchor]);
    this.#widen();
    this.#filter[Math.imul(hash, MIX) >>> this.#shift] = 1;
  }

  #widen(): void {
    if (this.#anchors.size << SPARE <= this.#filter.length) return;
    this.#shift -= 2;
    this.#filter = new Uint8Array(2 ** (32 - this.#shift));
    for (const hash of this.#anchors.keys()) this.#filter[Math.imul(hash, MIX) >>> this.#shift] = 1;
  }

  /** Quickly, and without memory: most texts hold nothing. */
  #mayHold(text: string, kinds: FindOptions['kinds']): boolean {
    const filter = this.#filter;
    const shift = this.#shift;
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = foldUnit(text.charCodeAt(at));
      if (unit === LEFT_OUT) continue;
      hash = hashed(hash, unit);
      if (filter[Math.imul(hash, MIX) >>> shift] === 1 && this.#has(hash, kinds)) return true;
    }
    return false;
  }

  #has(hash: number, kinds: FindOptions['kinds']): boolean {
    return this.#anchors.get(hash)?.some(({ kind }) => kinds?.has(kind) ?? true) ?? false;
  }

  #search(text: string, cut: boolean, kinds: FindOptions['kinds']): Found[] {
    const folded = foldedWithPlaces(text);
    const { units, places, length } = folded;
    const found: Found[] = [];
    let hash = 0;
    // What was found already needs no second look.
    const done: Record<Kind, number> = { secret: 0, 'key id': 0, original: 0 };
    for (let at = 0; at < length; at += 1) {
      hash = hashed(hash, units[at] as number);
      const begin = at + 1 - SHORTEST;
      if (begin < 0 || this.#filter[Math.imul(hash, MIX) >>> this.#shift] !== 1) continue;
      for (const anchor of this.#anchors.get(hash) ?? []) {
        const { kind } = anchor;
        if (kinds && !kinds.has(kind)) continue;
        const [from, to, offset] = extent(folded, begin, anchor);
        if (
          to <= done[kind] ||
          !counts(folded, text, { from, to, anchor, cut: cut && anchor.cut && offset === 0 })
        )
          continue;
        done[kind] = to;
        found.push({
          kind,
          start: beforeEscape(text, places[from] as number),
          end: (places[to - 1] as number) + 1,
        });
      }
    }
    return found;
  }
}

const ELLIPSIS = '…';

interface Folded {
  readonly units: Uint16Array;
  /** By unit: where it stands in the text. */
  readonly places: Int32Array;
  readonly length: number;
}

function foldedWithPlaces(text: string): Folded {
  const units = new Uint16Array(text.length);
  const places = new Int32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit === LEFT_OUT) continue;
    units[length] = unit;
    places[length] = at;
    length += 1;
  }
  return { units, places, length };
}

function hashed(before: number, unit: number): number {
  return ((before << BITS) ^ ((Math.imul(unit, 37) + (unit >> BITS)) & 63)) & WINDOW;
}

/** A backslash before a character that is taken out would escape what is put there instead. */
function beforeEscape(text: string, start: number): number {
  let from = start;
  while (from > 0 && text[from - 1] === '\\') from -= 1;
  return from;
}

function mappedBack({ kind, start, end }: Found, { starts, ends }: Unescaped): Found {
  return { kind, start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** In order, those that overlap or touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else all.push({ ...span });
  }
  return all;
}

/** How far the text and the value agree round the anchor, and where in the value that begins. */
function extent(
  { units, length }: Folded,
  begin: number,
  { value, offset }: Anchor,
): [from: number, to: number, offset: number] {
  let from = begin;
  for (let at = offset; at > 0 && from > 0 && units[from - 1] === value.charCodeAt(at - 1); at -= 1)
    from -= 1;
  let to = begin;
  for (let at = offset; at < value.length && to < length && units[to] === value.charCodeAt(at); at += 1)
    to += 1;
  return [from, to, offset - (begin - from)];
}

function counts(
  { units, length, places }: Folded,
  text: string,
  { from, to, anchor: { value, kind }, cut }: { from: number; to: number; anchor: Anchor; cut: boolean },
): boolean {
  const size = to - from;
  if (size === value.length) return true;
  // One character over and over tells nothing of a value, and fills many a text of ours.
  if (size >= WAYS[kind].part && units.subarray(from, to).some((unit) => unit !== units[from])) return true;
  const ends = to === length || text[(places[to - 1] as number) + 1] === ELLIPSIS;
  return cut && ends && size >= SHORTEST;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
