import type { StringShape, Zone } from '../../spec/contract.ts';
import { grammarText, openText, type GrammarText } from './grammar-text.ts';
import { judgeText, patternOf } from '../values/judge-text.ts';
import { grammarOf, PRINTABLE_ASCII, type Grammar } from './pattern-grammar.ts';
import { seededRandom } from '../seeded-random.ts';

/** How long a text is drawn at most where the contract names no bound. */
const UNBOUNDED = 64;
const PROBES = 40;
const ONE_CHARACTER = /^(?:\[(?:\\.|[^\]\\])*\]|\\.|[^\\^$.*+?()[\]{}|])$/u;

/**
 * Draws from the form of a shape: the most specific pattern that covers the whole text, or open text. With
 * `outsideZones` the zones' conditions shape the form as far as they can; what remains is to be judged.
 */
export function textForm(shape: StringShape, outsideZones: boolean): GrammarText {
  const bounds = outsideZones ? lengthsOutsideZones(shape) : { max: shape.maxLength ?? UNBOUNDED };
  const whole = wholeGrammar(shape, outsideZones ? shape.zones : []);
  const grammar = outsideZones && whole ? withoutHopelessParts(shape, whole, bounds.max) : whole;
  return grammar ? grammarText(grammar, bounds.max) : openText(bounds.max);
}

/** The grammar that covers the whole text, of a zone's condition before that of the shape's own pattern. */
export function wholeGrammar(shape: StringShape, zones: readonly Zone[]): Grammar | null {
  const unwanted = zones.flatMap((zone) =>
    onlyPattern(zone) && ONE_CHARACTER.test(onlyPattern(zone) ?? '')
      ? [patternOf(onlyPattern(zone) ?? '')]
      : [],
  );
  const available = PRINTABLE_ASCII.filter((character) => !unwanted.some((test) => test.test(character)));
  const patterns = [...zones.map((zone) => zone.notPattern), shape.pattern];
  for (const pattern of patterns) {
    const grammar = typeof pattern === 'string' ? grammarOf(pattern, available) : null;
    if (grammar) return grammar;
  }
  return null;
}

/** The lengths between which no zone speaks about length alone, in scalar values. */
export function lengthsOutsideZones(shape: StringShape): { readonly min: number; readonly max: number } {
  const alone = shape.zones.filter(
    (zone) => zone.pattern === undefined && zone.notPattern === undefined && !zone.otherCase,
  );
  const shorter = alone.flatMap((zone) => (zone.maxLength === undefined ? [] : [zone.maxLength + 1]));
  const longer = alone.flatMap((zone) => (zone.minLength === undefined ? [] : [zone.minLength - 1]));
  return {
    min: Math.max(shape.minLength ?? 0, ...shorter),
    max: Math.min(shape.maxLength ?? UNBOUNDED, ...longer),
  };
}

/** Drops optional parts that only ever lead into a zone, such as outer white space. */
function withoutHopelessParts(shape: StringShape, grammar: Grammar, limit: number): Grammar {
  if (grammar.kind !== 'sequence') return grammar;
  const random = seededRandom(1);
  const kept = grammar.parts.filter((part, at) => {
    if (part.kind !== 'repeat' || part.min > 0) return true;
    // Only this optional part is there, and as short as can be.
    const parts = grammar.parts.flatMap((other, index): Grammar[] => {
      if (index === at) return [{ ...part, min: 1, max: 1 }];
      return other.kind === 'repeat' && other.min === 0 ? [] : [other];
    });
    const text = grammarText({ kind: 'sequence', parts }, limit);
    const samples = Array.from({ length: PROBES }, (_, probe) =>
      text.draw(random, text.lengths[probe % text.lengths.length] ?? 0),
    );
    return samples.some((sample) => judgeText(shape, sample) === 'must');
  });
  return { kind: 'sequence', parts: kept };
}

function onlyPattern(zone: Zone): string | undefined {
  return zone.minLength === undefined && zone.maxLength === undefined && zone.notPattern === undefined
    ? zone.pattern
    : undefined;
}
