import { loadRegions } from '../../spec/load-regions.ts';

const ENCODINGS = ['base64', 'base64url', 'hex'] as const;
/** What a careless service takes for no token at all, though it is one that no scheme yields. */
export const BLANK_TOKENS: readonly string[] = [
  ' ',
  '   ',
  '\t',
  '\n',
  '\u0000',
  'null',
  'undefined',
  'None',
];
/** And what may be empty in one scheme or another. */
const NOTHINGS = ['-', '""', '{}', '[]'];

/**
 * What a careless service makes its page tokens of, in the forms that it may give them: positions in the list of these
 * regions, and names. None of them is a token that it issued, though it may be one that its scheme yields.
 */
export function tokenGuesses(names: readonly string[]): string[] {
  const [first = '', second = first] = names;
  const { defaults } = loadRegions();
  const numbers = ['0', '1', '2', String(names.length - 1), String(names.length)];
  const plain = [...numbers, first, second, names.at(-1) ?? first, ...defaults.slice(0, 1)];
  const json = plain.flatMap((text) => [
    JSON.stringify({ offset: Number(text) || 0 }),
    JSON.stringify({ name: text }),
    JSON.stringify([text]),
  ]);
  const texts = [...new Set([...plain, ...json])];
  const encoded = ENCODINGS.flatMap((one) => texts.map((text) => Buffer.from(text).toString(one)));
  return [...new Set([...texts, ...NOTHINGS, ...encoded])];
}
