import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidFindings, readFindings, type ReadFindings } from '../../results/reading/read-findings.ts';
import { UsageError } from './exit.ts';

/** In bytes; the result of the longest run has a tenth of it. */
const LARGEST_FILE = 256 * 1024 * 1024;

/**
 * Of a directory every finding below `findings`, or else right in it, as the fuzzer writes them.
 * @throws {UsageError} naming the file, where it is not what it should be.
 */
export async function readFindingFiles(path: string): Promise<ReadFindings[]> {
  if (!(await isDirectory(path))) return [await readOne(path)];
  const below = join(path, 'findings');
  const directory = (await isDirectory(below)) ? below : path;
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map((name) => readOne(join(directory, name))));
}

async function readOne(file: string): Promise<ReadFindings> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw new InvalidFindings(`${size} bytes are more than a result has`);
    return readFindings(await readFile(file, 'utf8'));
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'InvalidFindings') throw new UsageError(`${file}: ${message}`);
    throw new UsageError(`${file}: cannot be read (${message})`);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
