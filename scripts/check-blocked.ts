/**
 * node scripts/check-blocked.ts NAME RESULT.json [--write]
 * Compares the ids of the blocked rules of a run with scripts/blocked/NAME.txt: what an emulator cannot be asked is
 * known, and a rule that joins or leaves the list is looked at. Exit 1 where they differ.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../reports/record.ts';
import { packageRoot } from '../spec/package-root.ts';

const [name = '', file = '', option] = process.argv.slice(2);
const known = join(packageRoot, 'scripts', 'blocked', `${name}.txt`);
const { rules } = JSON.parse(readFileSync(file, 'utf8')) as RunResult;
const blocked = rules.filter(({ outcome }) => outcome === 'blocked').map(({ id }) => id);
if (option === '--write') {
  mkdirSync(join(packageRoot, 'scripts', 'blocked'), { recursive: true });
  writeFileSync(known, `${blocked.join('\n')}\n`);
} else {
  const expected = readFileSync(known, 'utf8').trim().split('\n');
  const joined = blocked.filter((id) => !expected.includes(id));
  const left = expected.filter((id) => !blocked.includes(id));
  for (const id of joined) process.stdout.write(`blocked, and not expected to be: ${id}\n`);
  for (const id of left) process.stdout.write(`expected to be blocked, and is not: ${id}\n`);
  process.stdout.write(
    `${name}: ${blocked.length} rules blocked, ${joined.length + left.length} unexpected\n`,
  );
  process.exitCode = joined.length + left.length === 0 ? 0 : 1;
}
