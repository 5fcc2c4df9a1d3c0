import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isNestedAtMost } from '../../results/reading/finding-schema.ts';
import { liftResult } from '../../results/reading/lift-version-1.ts';
import { SCHEMA_VERSION, type RunResult } from '../../results/record.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { readTextFile } from '../../targets/config/read-text-file.ts';
import { UsageError } from './exit.ts';

const LARGEST = 512 * 1024 * 1024;
const DEEPEST = 500;

/** Reads a result file of --json, which anybody may have written. @throws {UsageError} naming the file, where it is none. */
export async function readResult(file: string): Promise<RunResult> {
  const read = parsed(file, await text(file));
  if (!isNestedAtMost(DEEPEST, read)) throw new UsageError(`${file}: is nested more than ${DEEPEST} deep`);
  const given = liftResult(read);
  if (typeof given !== 'object' || given === null || !('rules' in given) || !('schemaVersion' in given)) {
    throw new UsageError(`${file}: is no result file (made by run --json)`);
  }
  if (given.schemaVersion !== SCHEMA_VERSION) {
    const version = JSON.stringify(given.schemaVersion)?.slice(0, 40);
    throw new UsageError(`${file}: has schema version ${version}, expected ${SCHEMA_VERSION}`);
  }
  const { success, error } = resultSchema().safeParse(given);
  if (success) return given as unknown as RunResult;
  const [issue] = error.issues;
  const place = issue?.path.map(String).join('.');
  throw new UsageError(
    `${file}: is no result file (made by run --json): ${place || 'it'}: ${issue?.message ?? ''}`,
  );
}

async function text(file: string): Promise<string> {
  try {
    return await readTextFile(file, LARGEST);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: cannot be read (${code ?? message})`);
  }
}

function parsed(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as JSON (${(error as Error).message})`);
  }
}

/** The published one, so that there are no two. */
function resultSchema(): z.ZodType {
  const schema: unknown = JSON.parse(
    readFileSync(join(packageRoot, 'results', 'result.schema.json'), 'utf8'),
  );
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
}
