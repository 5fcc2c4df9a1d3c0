import { letGo, type JournalEntry } from '../../targets/journal/journal-schema.ts';
import { asSnapshot, type Snapshot } from './snapshot.ts';

/** An original of a journal, and what of it may have changed. */
export interface Planned {
  readonly account: string;
  readonly snapshot: Snapshot;
  /** Contact types or regions. */
  readonly names: readonly string[];
}

/** What is put back by these entries where it is not as it was. */
export function plannedOf(entries: readonly JournalEntry[]): Planned[] {
  const current = letGo(entries);
  return current.flatMap((entry) => {
    if (entry.kind !== 'original') return [];
    const { account, resource } = entry;
    const snapshot = asSnapshot(entry.snapshot);
    if (snapshot?.kind !== resource) return [];
    const names = current.flatMap((one) => {
      if (one.account !== account || one.resource !== resource) return [];
      if (one.kind === 'wrote') return [one.name];
      return one.kind === 'answered' ? one.changed : [];
    });
    return names.length === 0 ? [] : [{ account, snapshot, names: [...new Set(names)] }];
  });
}
