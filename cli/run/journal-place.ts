import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { UsageError } from '../io/exit.ts';

/**
 * A journal holds originals, so it must stand where nothing is uploaded or committed from.
 * @param named whether somebody chose the place.
 * @throws {UsageError}
 */
export function refusePublicPlace(
  journal: string,
  { reportPaths, named }: { reportPaths: readonly string[]; named: boolean },
): void {
  const folder = real(dirname(journal));
  for (const report of reportPaths) {
    const below = real(dirname(resolve(report)));
    if (isWithin(folder, below)) {
      throw new UsageError(
        `the journal ${journal} holds what the accounts held before, and would stand below ${below}, where reports go and are uploaded from: ${named ? 'give --journal a place of its own' : 'write the reports to a folder of their own'}`,
      );
    }
  }
  const tree = named ? workTreeOf(folder) : null;
  if (tree !== null) {
    throw new UsageError(
      `the journal ${journal} holds what the accounts held before, and would stand in the git work tree ${tree}: give --journal a place outside, or none, for the state directory`,
    );
  }
}

function workTreeOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return null;
  }
}

function isWithin(folder: string, above: string): boolean {
  return folder === above || folder.startsWith(above.endsWith(sep) ? above : above + sep);
}

/** Without links, as far as it exists. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder === dirname(folder)
      ? folder
      : join(real(dirname(folder)), folder.slice(dirname(folder).length));
  }
}
