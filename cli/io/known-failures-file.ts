import { realpath } from 'node:fs/promises';
import { INVARIANTS } from '../../harness/invariants/registry.ts';
import { KnownFailuresError, parseKnownFailures, type KnownFailure } from '../../results/known-failures.ts';
import { replaceFile } from '../../results/replace-file.ts';
import { rewriteKnownFailures } from '../../results/rewrite-known-failures.ts';
import { fits } from '../../results/text/fits.ts';
import { countNoun } from '../../results/text/wording.ts';
import { EDITIONS } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { RETIRED } from '../../suites/retired.ts';
import { nearest } from '../../targets/config/config-error.ts';
import { readTextFile } from '../../targets/config/read-text-file.ts';
import { UsageError } from './exit.ts';

const LARGEST = 4 * 1024 * 1024;

/** A known-failures file as it was read. */
interface KnownFailuresFile {
  readonly text: string;
  /** All that it lists. */
  readonly listed: readonly KnownFailure[];
  /** Those of them that name a rule of today. */
  readonly entries: readonly KnownFailure[];
  /** What its user is told. */
  readonly notices: readonly string[];
}

/**
 * The known failures that a file lists; none where it may be missing and is.
 * @throws {UsageError} where it cannot be read, {KnownFailuresError} for a mistake in it, a rule that is none included.
 */
export async function readKnownFailures(file: string, mayBeMissing: boolean): Promise<KnownFailuresFile> {
  const text = await textOf(file, mayBeMissing);
  const listed = text === '' && mayBeMissing ? [] : parseKnownFailures(file, text);
  return { text, listed, ...checkRules(file, listed) };
}

async function textOf(file: string, mayBeMissing: boolean): Promise<string> {
  try {
    return await readTextFile(file, LARGEST);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (mayBeMissing && code === 'ENOENT') return '';
    throw new UsageError(`--known-failures ${file}: cannot be read (${code ?? message})`);
  }
}

/**
 * Each entry has to name a rule of some edition, or one that is retired.
 * @throws {KnownFailuresError} naming the entry, and the rule that was perhaps meant.
 */
export function checkRules(
  file: string,
  listed: readonly KnownFailure[],
  retired: ReadonlyMap<string, string> = RETIRED,
): Pick<KnownFailuresFile, 'entries' | 'notices'> {
  if (listed.length === 0) return { entries: [], notices: [] };
  const rules = EDITIONS.flatMap((edition) => allRules(loadContract(edition)));
  const ids = [...new Set([...rules, ...INVARIANTS].map(({ id }) => id))];
  const notices: string[] = [];
  const entries = listed.filter(({ rule }, at) => {
    if (ids.some((id) => fits(rule, id))) return true;
    const place = `${file} › knownFailures.${at}.rule`;
    const became = [...retired].find(([id]) => fits(rule, id));
    if (!became) {
      const near = nearest(rule, ids);
      const hint = near === null ? '' : `; the nearest known one is "${near}"`;
      throw new KnownFailuresError(`${place}: unknown rule "${rule}"${hint}`);
    }
    notices.push(`${place}: rule "${rule}" is retired (${became[1]}): remove the entry`);
    return false;
  });
  return { entries, notices };
}

/** Writes the known failures that hold now, and says what was done; without any, nothing is written. */
export async function updateKnownFailures(
  file: string,
  { text, listed }: KnownFailuresFile,
  now: readonly KnownFailure[] | null,
): Promise<string> {
  if (now === null) return `${file} is left as it was, since the run has no verdict`;
  // A link leads to the file that is meant.
  const path = await realpath(file).catch(() => file);
  await replaceFile(path, rewriteKnownFailures(text, listed, now));
  const kept = now.filter((one) => listed.includes(one)).length;
  const removed = listed.length - kept;
  const changes = [
    `${now.length - kept} new`,
    `${kept} kept`,
    ...(removed > 0 ? [`${removed} removed: nothing that they name fails`] : []),
  ];
  return `${file} holds ${countNoun(now.length, 'known failure')}: ${changes.join(', ')}`;
}
