/** A JSON scalar or the name of a member, as it stands in a text. */
export interface Literal {
  /** Quotation marks included. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'name' | 'string' | 'bare';
  /** The name of the member whose value it is; `null`: an element, or not within an object. */
  readonly member: string | null;
}

/**
 * The scalars and names of a JSON text in order, however deep they stand and however the text ends; what is not JSON
 * is passed over. `quote`: the mark round a string, longer where the JSON stands in a string itself.
 */
export function* jsonLiterals(text: string, quote: string = '"'): Generator<Literal> {
  let member: string | null = null;
  let at = 0;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      const end = endOfString(text, at + quote.length, quote);
      const next = afterSpace(text, end);
      const isName = text[next] === ':';
      yield { start: at, end, kind: isName ? 'name' : 'string', member: isName ? null : member };
      member = isName ? text.slice(at + quote.length, end - quote.length) : null;
      at = isName ? next + 1 : end;
    } else if (BARE.test(text[at] as string)) {
      const end = endOfBare(text, at);
      yield { start: at, end, kind: 'bare', member };
      member = null;
      at = end;
    } else {
      if ('{}[],'.includes(text[at] as string)) member = null;
      at += 1;
    }
  }
}

const BARE = /[\w.+-]/;

function endOfString(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length) {
    if (text.startsWith(quote, at)) return at + quote.length;
    // What is escaped ends nothing.
    at += text[at] === '\\' ? 2 : 1;
  }
  return text.length;
}

function endOfBare(text: string, from: number): number {
  let end = from;
  while (end < text.length && BARE.test(text[end] as string)) end += 1;
  return end;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  return at;
}

/** The text of a string literal. */
export function literalText(text: string, { start, end, kind }: Literal): string {
  const whole = text.slice(start, end);
  if (kind === 'bare') return whole;
  try {
    return String(JSON.parse(whole));
  } catch {
    return whole.slice(1, -1);
  }
}
