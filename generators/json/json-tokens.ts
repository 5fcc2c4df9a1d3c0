const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\]:,]|[^\s{}[\]:,"]+/gu;

/** One token of a JSON text: where it begins and ends, in UTF-16 units. */
export interface JsonToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A string, or what is written in a value's place: number, true, false, null. */
  readonly kind: 'string' | 'literal' | 'structural';
}

/** The tokens of a valid JSON text, in order. */
export function jsonTokens(text: string): readonly JsonToken[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
    kind: token.startsWith('"') ? 'string' : /^[{}[\]:,]$/u.test(token) ? 'structural' : 'literal',
  }));
}
