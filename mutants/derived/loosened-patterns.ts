import {
  leastOf,
  patternOf,
  piecesOf,
  sampleOf,
  sampleOfAtom,
  type PatternEdit,
  type Piece,
} from './pattern-pieces.ts';

/** Ways in which a pattern lets through more than it should. */
export function loosenedPatterns(pattern: string): PatternEdit[] {
  const pieces = piecesOf(pattern);
  const sample = sampleOf(pieces);
  return [
    {
      what: 'unanchored-start',
      fault: 'may have anything before what the pattern describes',
      pattern: pattern.replace(/^\^/, ''),
      witnesses: [`*${sample}`, `\u00e9${sample}`],
    },
    {
      what: 'unanchored-end',
      fault: 'may have anything after what the pattern describes',
      pattern: pattern.replace(/\$$/, ''),
      witnesses: [`${sample}*`, `${sample}\u00e9`],
    },
    {
      what: 'final-newline',
      fault: 'may end in a line break',
      pattern: pattern.replace(/\$$/, '\\n?$'),
      witnesses: [`${sample}\n`],
    },
    ...pieces.flatMap((piece, index) => [
      ...rarerOrMoreOften(pieces, piece, index),
      ...widened(pieces, piece, index),
    ]),
  ];
}

/** Characters that people forget to exclude. */
const WIDER: Readonly<Record<string, readonly [pattern: string, example: string]>> = {
  anything: ['[^]', '\u00e9'],
  letters: ['[A-Za-z]', 'x'],
  'digits-of-any-script': [String.raw`\p{Nd}`, '\u0661'],
  'letters-of-any-script': [String.raw`\p{L}`, '\u00e9'],
  slash: ['/', '/'],
  underscore: ['_', '_'],
};

/** The alternatives exclude each other: a text is matched in one way only, and quickly refused. */
function widened(pieces: readonly Piece[], { atom, quantifier }: Piece, index: number): PatternEdit[] {
  return Object.entries(WIDER).map(([what, [more, example]]) => ({
    what: `${what}-in-part-${index + 1}`,
    fault: `may have ${what.replaceAll('-', ' ')} where ${atom} stands`,
    pattern: replaced(pieces, index, { atom: `(?:${atom}|(?!${atom})${more})`, quantifier }),
    witnesses: [
      sampleOf(pieces, {
        index,
        text: example + sampleOfAtom(atom).repeat(Math.max(0, leastOf(quantifier) - 1)),
      }),
    ],
  }));
}

function rarerOrMoreOften(
  pieces: readonly Piece[],
  { atom, quantifier }: Piece,
  index: number,
): PatternEdit[] {
  const one = sampleOfAtom(atom);
  const least = leastOf(quantifier);
  const edit = (what: string, fault: string, changed: string, text: string): PatternEdit => ({
    what: `${what}-part-${index + 1}`,
    fault: `${fault} where ${atom}${quantifier} stands`,
    pattern: replaced(pieces, index, { atom, quantifier: changed }),
    witnesses: [sampleOf(pieces, { index, text })],
  });
  if (least > 1)
    return [
      edit('one-fewer-in', 'may have one character less', `{${least - 1},${least}}`, one.repeat(least - 1)),
      edit('one-more-in', 'may have one character more', `{${least},${least + 1}}`, one.repeat(least + 1)),
      edit('more-in', 'may have any number of characters', `{${least},}`, one.repeat(least * 2)),
    ];
  if (quantifier === '+') return [edit('empty', 'may have nothing', '*', '')];
  if (quantifier !== '') return [];
  return [edit('without', 'may have nothing', '?', ''), edit('repeated', 'may have more', '+', one + one)];
}

function replaced(pieces: readonly Piece[], index: number, piece: Piece): string {
  return patternOf(pieces.map((old, at) => (at === index ? piece : old)));
}
