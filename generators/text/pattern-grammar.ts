/** The form of a text: what a pattern of the contract says, so that texts of a wanted length can be built from it. */
export type Grammar =
  | { readonly kind: 'characters'; readonly alphabet: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Grammar[] }
  | { readonly kind: 'choice'; readonly options: readonly Grammar[] }
  | {
      readonly kind: 'repeat';
      readonly part: Grammar;
      readonly min: number;
      readonly max: number;
    };

/** The characters from blank to tilde. */
export const PRINTABLE_ASCII: readonly string[] = Array.from({ length: 0x7f - 0x20 }, (_, at) =>
  String.fromCharCode(0x20 + at),
);

const TOKEN = /\[(?:\\.|[^\]\\])*\]|\\.|\(\?:|\{\d+(?:,\d*)?\}|./suy;

/**
 * The printable ASCII texts that a whole-text pattern (`^…$`) matches; `null`: the pattern is not anchored at both ends.
 * @throws {Error} naming the pattern, where it uses syntax beyond classes, groups, choices and greedy quantifiers.
 */
export function grammarOf(pattern: string, available: readonly string[] = PRINTABLE_ASCII): Grammar | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.endsWith('\\$')) return null;
  return new Parser(pattern, available).parse();
}

class Parser {
  private readonly tokens: readonly string[];
  private readonly pattern: string;
  private readonly available: readonly string[];
  private at = 0;

  constructor(pattern: string, available: readonly string[]) {
    this.pattern = pattern;
    this.available = available;
    this.tokens = Array.from(pattern.slice(1, -1).matchAll(new RegExp(TOKEN, 'gsu')), ([token]) => token);
  }

  parse(): Grammar {
    const grammar = this.choice();
    if (this.at < this.tokens.length) throw this.unsupported();
    return grammar;
  }

  private choice(): Grammar {
    const options = [this.sequence()];
    while (this.tokens[this.at] === '|') {
      this.at += 1;
      options.push(this.sequence());
    }
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  private sequence(): Grammar {
    const parts: Grammar[] = [];
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token === '|' || token === ')') break;
      parts.push(this.quantified(this.atom(token)));
    }
    return { kind: 'sequence', parts };
  }

  private atom(token: string): Grammar {
    this.at += 1;
    if (token === '(' || token === '(?:') {
      const inner = this.choice();
      if (this.tokens[this.at] !== ')') throw this.unsupported();
      this.at += 1;
      return inner;
    }
    if (/^[*+?{^$)]/u.test(token)) throw this.unsupported();
    const test = new RegExp(`^${token}$`, 'u');
    return {
      kind: 'characters',
      alphabet: this.available.filter((character) => test.test(character)),
    };
  }

  private quantified(part: Grammar): Grammar {
    const [, low, comma, high] = /^\{(\d+)(,?)(\d*)\}$/u.exec(this.tokens[this.at] ?? '') ?? [];
    const bounds = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[this.tokens[this.at] ?? ''];
    const [min, max] = bounds ?? (low === undefined ? [] : [Number(low), upper(low, comma, high)]);
    if (min === undefined || max === undefined) return part;
    this.at += 1;
    return { kind: 'repeat', part, min, max };
  }

  private unsupported(): Error {
    return new Error(
      `pattern ${this.pattern}: unsupported syntax near ${this.tokens[this.at] ?? 'the end'}, ` +
        'expected classes, groups, choices and greedy quantifiers',
    );
  }
}

function upper(low: string, comma: string | undefined, high: string | undefined): number {
  if (comma !== ',') return Number(low);
  return high ? Number(high) : Infinity;
}
