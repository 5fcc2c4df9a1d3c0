import { distance } from 'fastest-levenshtein';

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
