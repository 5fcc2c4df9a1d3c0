import { distance } from 'fastest-levenshtein';

/** A mistake in the configuration: names the file, the key and what was expected there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'ERR_CONFIG';
  /** `null` where it came from an option or a variable. */
  readonly file: string | null;
  readonly key: string;
  readonly expectation: string;

  constructor(file: string | null, key: string, expectation: string) {
    super([file, key].filter((part) => part !== null && part !== '').join(' › ') + `: ${expectation}`);
    this.file = file;
    this.key = key;
    this.expectation = expectation;
  }
}

/** The known word that is most like the given one, case aside; `null` where none is. */
export function nearest(word: string, known: readonly string[]): string | null {
  const given = word.toLowerCase();
  let best: { readonly word: string; readonly edits: number } | null = null;
  for (const candidate of known) {
    const edits = distance(given, candidate.toLowerCase());
    if (best === null || edits < best.edits) best = { word: candidate, edits };
  }
  if (best === null) return null;
  return best.edits <= Math.max(2, Math.ceil(Math.max(word.length, best.word.length) / 2)) ? best.word : null;
}
