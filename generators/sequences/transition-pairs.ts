import type { Call } from './contact-sequence.ts';
import type { Histogram } from '../histograms.ts';

/**
 * How often one transition of a contact type followed another in sequences that start from nothing stored. A
 * transition is the call and whether the contact was there, `Get absent`.
 */
export function transitionPairs(sequences: readonly (readonly Call[])[]): Histogram {
  const counts = new Map<string, number>();
  for (const calls of sequences) {
    const present = new Set<unknown>();
    const last = new Map<unknown, string>();
    for (const { operation, input } of calls) {
      const type = input['AlternateContactType'];
      const verb = operation.replace('AlternateContact', '');
      const transition = `${verb} ${present.has(type) ? 'present' : 'absent'}`;
      const before = last.get(type);
      if (before !== undefined) {
        const pair = `${before}, ${transition}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      last.set(type, transition);
      if (verb === 'Put') present.add(type);
      if (verb === 'Delete') present.delete(type);
    }
  }
  return new Map([...counts].toSorted(([one], [other]) => one.localeCompare(other)));
}
