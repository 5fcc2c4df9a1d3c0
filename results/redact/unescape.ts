/** Where each code unit of an unescaped text came from. */
export interface Unescaped {
  /** By code unit: where its escape begins and ends in the text before. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The escapes of URLs, JSON, JavaScript and markup. */
const ESCAPE =
  /(?:%[0-9a-f]{2})+|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&([a-z]{2,9});/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  sol: '/',
  bsol: '\\',
  plus: '+',
  equals: '=',
  commat: '@',
  period: '.',
  comma: ',',
  colon: ':',
  semi: ';',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  num: '#',
  percnt: '%',
  quest: '?',
  excl: '!',
  lpar: '(',
  rpar: ')',
  ast: '*',
};

/** The text without one layer of escapes. */
export function unescapedText(text: string): string {
  return text.replaceAll(ESCAPE, (...match) =>
    (meaningOf(match) ?? [{ characters: match[0] }]).map(({ characters }) => characters).join(''),
  );
}

/** Where each code unit of {@link unescapedText} came from. */
export function unescaped(text: string): Unescaped {
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  let at = 0;
  let made = 0;
  const put = (from: number, to: number) => {
    starts[made] = from;
    ends[made] = to;
    made += 1;
  };
  const copyTo = (end: number) => {
    for (; at < end; at += 1) put(at, at + 1);
  };
  for (const match of text.matchAll(ESCAPE)) {
    copyTo(match.index);
    for (const { characters, length } of meaningOf(match) ?? []) {
      for (let unit = 0; unit < characters.length; unit += 1) put(at, at + length);
      at += length;
    }
  }
  copyTo(text.length);
  return { starts, ends };
}

/** Whether there is anything to take away. */
export function mayBeEscaped(text: string): boolean {
  return /%[0-9a-f]{2}|\\[ux]|&[#a-z]/i.test(text);
}

interface Part {
  readonly characters: string;
  /** Of the escape. */
  readonly length: number;
}

/** `null`: it is no escape after all. */
function meaningOf([whole, braced, four, two, hex, decimal, name]: readonly (string | undefined)[]):
  Part[] | null {
  if (whole === undefined) return null;
  if (whole.startsWith('%')) return percentParts(whole);
  const code = braced ?? four ?? two ?? hex;
  const point = code === undefined ? decimal && Number(decimal) : Number.parseInt(code, 16);
  const characters =
    typeof point === 'number'
      ? point <= 0x10_ffff && String.fromCodePoint(point)
      : ENTITIES[(name ?? '').toLowerCase()];
  return characters ? [{ characters, length: whole.length }] : null;
}

/** One part for each character, so that what stands beside a value in the same run is left alone. */
function percentParts(run: string): Part[] {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  const parts: Part[] = [];
  for (let at = 0; at < bytes.length;) {
    const [character, size] = characterAt(bytes, at);
    parts.push({ characters: character, length: size * 3 });
    at += size;
  }
  return parts;
}

function characterAt(bytes: Buffer, at: number): [string, number] {
  const lead = bytes[at] ?? 0;
  const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const character = bytes.subarray(at, at + size).toString('utf8');
  return lead < 0x80 || (size > 1 && !character.includes('\uFFFD'))
    ? [character, size]
    : [String.fromCharCode(lead), 1];
}
