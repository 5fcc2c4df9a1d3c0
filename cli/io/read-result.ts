import { readFile } from 'node:fs/promises';
import { SCHEMA_VERSION, type RunResult } from '../../results/record.ts';
import { UsageError } from './exit.ts';

/** Reads a result file of --json. @throws {UsageError} naming the file, where it is none. */
export async function readResult(file: string): Promise<RunResult> {
  let parsed: Partial<Omit<RunResult, 'schemaVersion'>> & { schemaVersion?: number };
  try {
    parsed = JSON.parse(await readFile(file, 'utf8')) as typeof parsed;
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as JSON (${(error as Error).message})`);
  }
  if (!Array.isArray(parsed?.rules) || parsed.schemaVersion === undefined) {
    throw new UsageError(`${file}: is no result file (made by run --json)`);
  }
  if (parsed.schemaVersion !== SCHEMA_VERSION) {
    throw new UsageError(
      `${file}: has schema version ${String(parsed.schemaVersion)}, expected ${SCHEMA_VERSION}`,
    );
  }
  return parsed as RunResult;
}
