/** Part of a pattern: one character or group, and how often it stands. */
export interface Piece {
  /** As in `[\w.-]`, `\d`, `@`, `(https?)`. */
  readonly atom: string;
  /** As in `+`, `{12}`; empty: once. */
  readonly quantifier: string;
}

const PIECE =
  /(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[(?:[^\]\\]|\\.)*\]|\\.|[^\\])([*+?]|\{\d+(?:,\d*)?\})?/gu;

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(index + 32));
/** The characters that stand for an atom, the plainest first. */
const CANDIDATES = ['a', '1', 'A', ...PRINTABLE];

/** The pieces of a pattern that is anchored at both ends, without its anchors. */
export function piecesOf(pattern: string): Piece[] {
  const inner = pattern.replace(/^\^/, '').replace(/\$$/, '');
  return Array.from(inner.matchAll(PIECE), ([, atom = '', quantifier = '']) => ({ atom, quantifier }));
}

/** The pattern of pieces, anchored. */
export function patternOf(pieces: readonly Piece[]): string {
  return `^${pieces.map(({ atom, quantifier }) => atom + quantifier).join('')}$`;
}

/** A short text that the pieces match; `at` replaces what stands for one of them. */
export function sampleOf(pieces: readonly Piece[], at?: { index: number; text: string }): string {
  return pieces
    .map(({ atom, quantifier }, index) =>
      index === at?.index ? at.text : sampleOfAtom(atom).repeat(leastOf(quantifier)),
    )
    .join('');
}

/** A short text that one atom matches. */
export function sampleOfAtom(atom: string): string {
  if (atom.startsWith('(')) return sampleOf(piecesOf(atom.slice(1, -1).split('|')[0] ?? ''));
  const whole = new RegExp(`^${atom}$`, 'u');
  return CANDIDATES.find((character) => whole.test(character)) ?? '';
}

/** The printable ASCII characters that an atom of one character matches. */
export function charactersOf(atom: string): string[] {
  const whole = new RegExp(`^${atom}$`, 'u');
  return PRINTABLE.filter((character) => whole.test(character));
}

/** How often a piece stands at least. */
export function leastOf(quantifier: string): number {
  if (quantifier === '*' || quantifier === '?') return 0;
  return Number(/^\{(\d+)/u.exec(quantifier)?.[1] ?? 1);
}

/** A changed pattern, and a text that the original and the changed one judge differently. */
export interface PatternEdit {
  /** The last part of the mutant's id. */
  readonly what: string;
  /** What is wrong with it, in words. */
  readonly fault: string;
  readonly pattern: string;
  /** Texts of which at least one shows the difference; none does where the change changes nothing. */
  readonly witnesses: readonly string[];
}
