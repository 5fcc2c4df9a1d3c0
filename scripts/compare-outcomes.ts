/**
 * node scripts/compare-outcomes.ts RESULT.json SNAPSHOT.txt [--update]
 * Compares a run on an emulator with what is kept of an earlier one, a line `OUTCOME RULE` each: the blocked rules have to be
 * exactly these, and the failed ones at least these. Exit 1 where they are not; --update keeps what the result has.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readResult } from '../cli/io/read-result.ts';

const { values, positionals } = parseArgs({
  options: { update: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [resultFile, snapshotFile] = positionals;
if (resultFile === undefined || snapshotFile === undefined) {
  throw new Error('usage: node scripts/compare-outcomes.ts RESULT.json SNAPSHOT.txt [--update]');
}
const { rules } = await readResult(resultFile);
const lines = rules
  // What a race shows may stay hidden the next time.
  .filter(({ outcome, suite }) => outcome === 'blocked' || (outcome === 'fail' && suite !== 'consistency'))
  .map(({ outcome, id }) => `${outcome} ${id}`)
  .toSorted();
if (values.update) await writeFile(snapshotFile, `${lines.join('\n')}\n`);
const kept = (await readFile(snapshotFile, 'utf8')).split('\n').filter((line) => line !== '');
const lacking = kept.filter((line) => !lines.includes(line)).map((line) => `no longer: ${line}`);
const further = lines
  .filter((line) => line.startsWith('blocked') && !kept.includes(line))
  .map((line) => `new: ${line}`);
for (const line of [...lacking, ...further]) process.stderr.write(`${line}\n`);
const count = (outcome: string) => lines.filter((line) => line.startsWith(`${outcome} `)).length;
process.stdout.write(`${count('blocked')} blocked and ${count('fail')} failed rules compared\n`);
if (kept.length === 0 || lacking.length > 0 || further.length > 0) process.exitCode = 1;
