/**
 * node scripts/prove-seeds.ts [--seeds 20] [--from 1] [--edition EDITION]
 * Judges two conforming services in whole runs, each seed in each edition or in this one: the embedded one, and the second
 * implementation in another dialect each time, the named ones first. Nothing may be found. Goes on where it was stopped
 * (out/seeds.jsonl), unless the code is another.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runConformance } from '../cli/run/run-conformance.ts';
import { startEmbedded } from '../proof/embedded.ts';
import { openLedger } from '../proof/ledger.ts';
import { accusations } from '../proof/testing/accusations.ts';
import { ruleLine, wrongRules } from '../proof/testing/wrong-rules.ts';
import { EDITIONS, type Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { DIALECTS, randomDialect } from '../twin/dialects/dialects.ts';
import { codeNow } from './code-now.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    edition: { type: 'string' },
  },
});
const from = Number(values.from);
const editions = EDITIONS.filter((edition) => (values.edition ?? edition) === edition);
if (editions.length === 0) throw new RangeError(`unknown edition "${values.edition}"`);
const named = [...DIALECTS];
const ledger = await openLedger<string[]>(join(packageRoot, 'out', 'seeds.jsonl'), `code ${codeNow()}`);
let judged = 0;
for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
  for (const edition of editions) {
    await once(`embedded ${edition} seed ${seed}`, () => judgeEmbedded(edition, seed));
    const [name, dialect] = named[seed - 1] ?? [`random ${seed}`, randomDialect(seed)];
    await once(`twin (${name}) ${edition} seed ${seed}`, () => accusations(dialect, { edition, seed }));
  }
}
process.stdout.write(`${judged} whole runs\n`);

/** Judges, unless that was done before, and tells what was found. */
async function once(key: string, judge: () => Promise<string[]>): Promise<void> {
  const found = ledger.get(key) ?? (await judge());
  if (!ledger.get(key)) await ledger.add(key, found);
  judged += 1;
  process.stdout.write(`${key}: ${found.length === 0 ? 'nothing' : 'accused'}\n`);
  for (const one of found) process.stdout.write(`  ${one}\n`);
  if (found.length > 0) process.exitCode = 1;
}

async function judgeEmbedded(edition: Edition, seed: number): Promise<string[]> {
  const { target, close } = await startEmbedded({ contract: loadContract(edition) });
  try {
    const { rules, notRestored, exitCode } = await runConformance({ target, edition, seed });
    return [
      ...wrongRules(rules).map(ruleLine),
      ...notRestored.map((problem) => `not restored: ${problem}`),
      ...(exitCode === 0 ? [] : [`exit ${exitCode}`]),
    ];
  } finally {
    await close();
  }
}
