import type { StringShape } from '../../spec/contract.ts';

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
