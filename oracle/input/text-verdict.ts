import type { Contract, StringShape, Zone } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { someText } from './json-object.ts';

/** How one text must be answered, and what decides it: a constraint, or the ruling of a zone. */
interface TextVerdict {
  readonly acceptance: 'must' | 'should' | 'contested' | 'must-refuse';
  readonly because: string;
}

const ACCEPTED: TextVerdict = { acceptance: 'must', because: 'form' };
const patterns = new Map<string, RegExp>();

/** Rulings of values that may be trimmed before they are judged. */
const TRIMMED = new Set(['outer-white-space', 'country-code']);
const OUTER = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

/** Judges a text by the constraints of its shape, then by its zones in their order. */
export const judgeText = perText((shape: StringShape, text: string): TextVerdict => {
  const asSent = judgeAsSent(shape, text);
  if (asSent.acceptance !== 'must-refuse' || !shape.zones.some(({ ruling }) => TRIMMED.has(ruling)))
    return asSent;
  const bare = withoutOuter(text);
  if (bare === text || judgeAsSent(shape, bare).acceptance === 'must-refuse') return asSent;
  return contest('outer-white-space');
});

/** The text without white space and control characters at its ends. */
export function withoutOuter(text: string): string {
  return text.replaceAll(OUTER, '');
}

function judgeAsSent(shape: StringShape, text: string): TextVerdict {
  const length = scalarCount(text);
  const { minLength, maxLength } = shape;
  if (maxLength !== null && length > maxLength) return refuse('max-length');
  if (minLength !== null && length < minLength) {
    return text.length < minLength ? refuse('min-length') : contest('scalar-count');
  }
  if (shape.enum && !shape.enum.includes(text)) {
    const otherCase = shape.zones.find(
      (zone) => zone.otherCase === true && inZone(zone, shape, text, length),
    );
    return otherCase ? { acceptance: otherCase.accept, because: otherCase.ruling } : refuse('enum');
  }
  if (shape.pattern !== null && !compiled(shape.pattern).test(text)) return refuse('pattern');
  if (maxLength !== null && text.length > maxLength) return contest('scalar-count');
  if (!text.isWellFormed()) return contest('lone-surrogate');
  const zone = shape.zones.find((candidate) => inZone(candidate, shape, text, length));
  return zone ? { acceptance: zone.accept, because: zone.ruling } : ACCEPTED;
}

/** The value of an enumeration that the text spells, in any case. */
export function enumValue(shape: StringShape, text: string): string | null {
  if (shape.enum?.includes(text)) return text;
  return shape.enum?.find((value) => value.toLowerCase() === text.toLowerCase()) ?? null;
}

/** The value that a text spells in another case, where returning it so breaks a should alone; `null`: there is none. */
export function returnedInOtherCase(shape: StringShape, text: string): string | null {
  const isZone = ({ otherCase, returned }: Zone) => otherCase === true && returned === 'should';
  return shape.zones.some(isZone) && !shape.enum?.includes(text) ? enumValue(shape, text) : null;
}

function inZone(zone: Zone, shape: StringShape, text: string, length: number): boolean {
  if (zone.minLength !== undefined && length < zone.minLength) return false;
  if (zone.maxLength !== undefined && length > zone.maxLength) return false;
  if (zone.pattern !== undefined && !compiled(zone.pattern).test(text)) return false;
  if (zone.notPattern !== undefined && compiled(zone.notPattern).test(text)) return false;
  if (zone.otherCase === true) return !shape.enum?.includes(text) && enumValue(shape, text) !== null;
  return true;
}

/** How many characters a text has, whether they take one code unit or two. */
export function scalarCount(text: string): number {
  let pairs = 0;
  for (let index = 0; index + 1 < text.length; index += 1) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) {
      pairs += 1;
      index += 1;
    }
  }
  return text.length - pairs;
}

/** The expression of a pattern of the contract; made once. */
export function compiled(source: string): RegExp {
  const known = patterns.get(source);
  if (known) return known;
  const pattern = new RegExp(source, 'u');
  patterns.set(source, pattern);
  return pattern;
}

/** Whether a value holds a text whose refusal may lack its name. */
export function mayBeRefusedNameless({ wire }: Contract, value: Json): boolean {
  const pattern = compiled(wire.nameless.text);
  return someText(value, (text) => pattern.test(text));
}

function refuse(because: string): TextVerdict {
  return { acceptance: 'must-refuse', because };
}

function contest(because: string): TextVerdict {
  return { acceptance: 'contested', because };
}

const MOST_TEXTS = 2000;
const LONGEST_TEXT = 256;

/** The same function, which keeps what it made of texts that come again; it must depend on shape and text alone. */
export function perText<T extends object>(
  make: (shape: StringShape, text: string) => T,
): (shape: StringShape, text: string) => T {
  const known = new WeakMap<StringShape, Map<string, T>>();
  return (shape, text) => {
    if (text.length > LONGEST_TEXT) return make(shape, text);
    const texts = known.get(shape) ?? new Map<string, T>();
    const found = texts.get(text);
    if (found) return found;
    const made = make(shape, text);
    if (texts.size >= MOST_TEXTS) texts.clear();
    known.set(shape, texts.set(text, made));
    return made;
  };
}
