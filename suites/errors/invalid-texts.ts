import { judgeText } from '../../generators/values/judge-text.ts';
import { PRINTABLE_ASCII } from '../../generators/text/pattern-grammar.ts';
import { isPadded } from '../../generators/near-miss/swept-values.ts';
import type { StringShape } from '../../spec/contract.ts';

/** Characters that other dialects and careless classes take for digits, hyphens, letters or nothing. */
const LOOKALIKES = [
  '\u0663',
  '\u0969',
  '\uff13',
  '\u2010',
  '\u2011',
  '\u2013',
  '\u2212',
  '\uff0b',
  '\uff0d',
  '\u017f',
  '\u212a',
  '\u0131',
  '\u00e9',
  '\u00df',
  '\u0416',
  '\u200b',
  '\u00ad',
  '\u0000',
];

/** Forms that other services take for a phone number or an address. */
const FORMS = [
  '206-555-0100 x5',
  '206 555 0100 ext. 5',
  '206.555.0100',
  '206/555/0100',
  'tel:+12065550100',
  '+12065550100;5',
  '+1 206 555 0100, 0101',
  '12065550100',
  '++12065550100',
  '+1+2065550100',
  '+1 206 555 0100 x5',
  '+1.206.555.0100',
  'jane@example',
  'jane@localhost',
  '@example.com',
  'jane@',
  'jane',
  'jane@@example.com',
  'jane@x@example.com',
  'jane doe@example.com',
  '"jane"@example.com',
  'Jane <jane@example.com>',
  '<jane@example.com>',
  'mailto:jane@example.com',
  'jane@example.com.',
  'jane@example.com-',
  'jane@example.c-m',
  'jane@[127.0.0.1]',
  'jane@example.com,joe@example.com',
  'jane@example.com;joe@example.com',
  'jane@example.com joe@example.com',
  "o'brien@example.com",
  'jane%x@example.com',
  'jane/x@example.com',
  'jane*@example.com',
  'jane?@example.com',
  'jane~@example.com',
  'jane^@example.com',
  'jane$@example.com',
  'jane{x}@example.com',
  'jane`@example.com',
  'jane@exam ple.com',
  'jane@exam/ple.com',
  'jane\\@example.com',
  'x\njane@example.com',
  'jane@example.com\nx',
  'x\n12065550100',
  '12065550100\nx',
  'x\n+12065550100',
  '+12065550100\nx',
];

/** Texts that a shape's pattern refuses: forms of others, and a valid text with each foreign character in it. */
export function textsAgainstPattern(shape: StringShape, valid: string): string[] {
  if (shape.pattern === null) return [];
  const characters = [...PRINTABLE_ASCII, ...LOOKALIKES];
  const places = characters.flatMap((character, index) => {
    const at = index % (valid.length + 1);
    return [valid.slice(0, at) + character + valid.slice(at), valid + character];
  });
  const texts = [...FORMS, ...places];
  return [...new Set(texts)].filter((text) => judgeText(shape, text) === 'invalid' && !isPadded(shape, text));
}
