import {
  charactersOf,
  leastOf,
  patternOf,
  piecesOf,
  sampleOf,
  sampleOfAtom,
  type PatternEdit,
  type Piece,
} from './pattern-pieces.ts';

/** Ways in which a pattern refuses what it should let through. */
export function tightenedPatterns(pattern: string): PatternEdit[] {
  const pieces = piecesOf(pattern);
  return pieces.flatMap((piece, index) =>
    piece.atom.startsWith('(')
      ? narrowedGroup(pieces, piece, index)
      : [...narrowed(pieces, piece, index), ...fixed(pieces, piece, index)],
  );
}

/** Classes of characters that are forgotten together; every other character is forgotten alone. */
const TOGETHER: Readonly<Record<string, RegExp>> = {
  digits: /[0-9]/u,
  'capital-letters': /[A-Z]/u,
  'small-letters': /[a-z]/u,
};

function narrowed(pieces: readonly Piece[], { atom, quantifier }: Piece, index: number): PatternEdit[] {
  const characters = charactersOf(atom);
  if (characters.length < 2) return [];
  const groups = Object.entries(TOGETHER).map(([what, members]): [string, string[]] => [
    what,
    characters.filter((character) => members.test(character)),
  ]);
  const alone = characters
    .filter((character) => !Object.values(TOGETHER).some((members) => members.test(character)))
    .map((character): [string, string[]] => [NAMES[character] ?? character, [character]]);
  return [...groups, ...alone]
    .filter(([, gone]) => gone.length > 0 && gone.length < characters.length)
    .map(([what, gone]) => ({
      what: `no-${what}-in-part-${index + 1}`,
      fault: `may not have ${what} where ${atom} stands`,
      pattern: replaced(pieces, index, { atom: `(?:(?!${anyOf(gone)})${atom})`, quantifier }),
      witnesses: witnessesWith(pieces, { atom, quantifier }, index, gone[0] ?? ''),
    }));
}

/** Names of characters that have no place in an id. */
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'blank',
  '/': 'slash',
  '*': 'asterisk',
  '?': 'question-mark',
  '%': 'percent',
  '&': 'ampersand',
  '#': 'hash',
  '|': 'bar',
  '.': 'dot',
  '!': 'exclamation-mark',
  '+': 'plus',
  '=': 'equals-sign',
  '-': 'hyphen',
  _: 'underscore',
  '~': 'tilde',
  '(': 'opening-parenthesis',
  ')': 'closing-parenthesis',
};

function witnessesWith(
  pieces: readonly Piece[],
  { atom, quantifier }: Piece,
  index: number,
  character: string,
): string[] {
  const one = sampleOfAtom(atom);
  const texts =
    quantifier === '+' || quantifier === '*'
      ? [character, one + character + one]
      : [character + one.repeat(Math.max(0, leastOf(quantifier) - 1))];
  return texts.map((text) => sampleOf(pieces, { index, text }));
}

function fixed(pieces: readonly Piece[], { atom, quantifier }: Piece, index: number): PatternEdit[] {
  const one = sampleOfAtom(atom);
  const least = leastOf(quantifier);
  const edit = (what: string, fault: string, changed: string, text: string): PatternEdit => ({
    what: `${what}-part-${index + 1}`,
    fault: `${fault} where ${atom}${quantifier} stands`,
    pattern: replaced(pieces, index, { atom, quantifier: changed }),
    witnesses: [sampleOf(pieces, { index, text })],
  });
  switch (quantifier) {
    case '+':
      return [edit('single', 'may have one character only', '', one + one)];
    case '*':
    case '?':
      return [
        edit('no', 'may have nothing', '{0}', one),
        edit('always', 'must have something', quantifier === '?' ? '' : '+', ''),
      ];
    case '':
      return [];
    default:
      return [
        edit('always-one-fewer-in', 'must have one character less', `{${least - 1}}`, one.repeat(least)),
        edit('always-one-more-in', 'must have one character more', `{${least + 1}}`, one.repeat(least)),
      ];
  }
}

/** A group that is optional is forgotten or asked for; of its alternatives the later half is forgotten. */
function narrowedGroup(pieces: readonly Piece[], { atom, quantifier }: Piece, index: number): PatternEdit[] {
  const alternatives = atom.slice(1, -1).split('|');
  const last = alternatives.at(-1) ?? '';
  const half = alternatives.slice(0, Math.ceil(alternatives.length / 2));
  const fewer: PatternEdit[] =
    alternatives.length > 1
      ? [
          {
            what: `half-of-part-${index + 1}`,
            fault: `may only be one of the first ${half.length} of ${alternatives.length} values`,
            pattern: replaced(pieces, index, { atom: `(${half.join('|')})`, quantifier }),
            witnesses: [sampleOf(pieces, { index, text: last })],
          },
        ]
      : [];
  return [
    ...fewer,
    ...fixed(pieces, { atom, quantifier }, index).filter(({ what }) => !what.startsWith('single')),
  ];
}

function anyOf(characters: readonly string[]): string {
  return `[${characters.map((character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('')}]`;
}

function replaced(pieces: readonly Piece[], index: number, piece: Piece): string {
  return patternOf(pieces.map((old, at) => (at === index ? piece : old)));
}
