import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A directory of its own until all tests of the file have ended; called within one of its hooks. */
export async function lastingScratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  made.push(directory);
  return directory;
}

const made: string[] = [];
afterAll(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});
