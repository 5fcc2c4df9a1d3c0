import * as fc from 'fast-check';

const MINIMUM_SEEDS = 8;

/** One set of texts: how one is drawn, and how it is told whether a text belongs. */
interface TextSet {
  draw(random: fc.Random): string;
  belongs(text: string): boolean;
}

/** An arbitrary over a set of texts whose shrinks stay in the set, get smaller, and try its smallest text first. */
export function textArbitrary(set: TextSet): fc.Arbitrary<string> {
  return new TextArbitrary(set);
}

class TextArbitrary extends fc.Arbitrary<string> {
  private readonly set: TextSet;
  private smallest: string | undefined;

  constructor(set: TextSet) {
    super();
    this.set = set;
  }

  override generate(random: fc.Random): fc.Value<string> {
    return new fc.Value(this.set.draw(random), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is string {
    return typeof value === 'string' && this.set.belongs(value);
  }

  override shrink(value: string): fc.Stream<fc.Value<string>> {
    return fc.stream(this.candidates(value)).map((text) => new fc.Value(text, undefined));
  }

  private *candidates(value: string): IterableIterator<string> {
    const minimum = this.minimum();
    if (compareTexts(minimum, value) < 0) yield minimum;
    for (const text of simplerTexts(value)) {
      if (text !== minimum && this.set.belongs(text)) yield text;
    }
  }

  /** The smallest text that descending from a few fixed samples reaches. */
  private minimum(): string {
    this.smallest ??= fc
      .sample(fc.noShrink(this), { seed: 1, numRuns: MINIMUM_SEEDS })
      .map((text) => smallestFrom(text, (simpler) => this.set.belongs(simpler)))
      .reduce((left, right) => (compareTexts(left, right) <= 0 ? left : right));
    return this.smallest;
  }
}

const FIRST = 'a0A1bBcdefghijklmnopqrstuvwxyzCDEFGHIJKLMNOPQRSTUVWXYZ23456789';
const MOST_PASSES = 10;
const SIMPLEST = ['a', '0', 'A', '1', 'b', 'B'];

/** Negative where the left text is smaller: shorter, or as long with simpler characters. */
function compareTexts(left: string, right: string): number {
  const [one, other] = [Array.from(left), Array.from(right)];
  if (one.length !== other.length) return one.length - other.length;
  const difference = weight(one) - weight(other);
  return difference === 0 ? (left < right ? -1 : Number(left > right)) : difference;
}

/** Every text is smaller than the given one: first with pieces cut out, the largest first, then with simpler characters. */
function* simplerTexts(text: string): Generator<string, undefined> {
  const characters = Array.from(text);
  for (let size = characters.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= characters.length; at += size) {
      yield [...characters.slice(0, at), ...characters.slice(at + size)].join('');
    }
  }
  for (const simple of SIMPLEST) {
    const all = characters.map((character) => (rank(simple) < rank(character) ? simple : character));
    if (all.some((character, at) => character !== characters[at])) yield all.join('');
  }
  for (const [at, character] of characters.entries()) {
    for (const simple of SIMPLEST) {
      if (rank(simple) >= rank(character)) continue;
      yield [...characters.slice(0, at), simple, ...characters.slice(at + 1)].join('');
    }
  }
}

/** Where a text ends that is made smaller as long as it belongs, each place in turn. */
function smallestFrom(text: string, belongs: (text: string) => boolean): string {
  let characters = Array.from(text);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = characters.join('');
    for (let size = characters.length; size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at + size <= characters.length;) {
        const shorter = [...characters.slice(0, at), ...characters.slice(at + size)];
        if (belongs(shorter.join(''))) characters = shorter;
        else at += size;
      }
    }
    for (let at = 0; at < characters.length; at += 1) {
      for (const simple of SIMPLEST) {
        if (rank(simple) >= rank(characters[at] ?? '')) continue;
        const simpler = characters.map((character, index) => (index === at ? simple : character));
        if (belongs(simpler.join(''))) characters = simpler;
      }
    }
    if (characters.join('') === before) break;
  }
  return characters.join('');
}

function weight(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + rank(character), 0);
}

function rank(character: string): number {
  const first = FIRST.indexOf(character);
  return first === -1 ? FIRST.length + (character.codePointAt(0) ?? 0) : first;
}
