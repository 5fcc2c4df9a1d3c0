/**
 * node scripts/prove-lag.ts [--seeds 5] [NAME …]
 * Judges services whose reads lag or whose regions take time, each seed in a whole run, beside the same service without
 * the lag, and prints how the two times compare. Goes on where it was stopped (out/lag.jsonl), unless the code is another.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runConformance } from '../cli/run/run-conformance.ts';
import { openLedger } from '../proof/ledger.ts';
import { LAG_DIALECTS, startLagging, type LagDialect } from '../proof/testing/lagging.ts';
import { packageRoot } from '../spec/package-root.ts';
import { codeNow } from './code-now.ts';

/** The run of the same service without the lag, or the budget of its regions and a minute, bounds the time. */
const MOST_TIMES = 4;
const BESIDE_BUDGET_MS = 60_000;

interface Judged {
  readonly name: string;
  readonly seed: number;
  readonly ms: number;
  readonly withoutMs: number;
  readonly budgetMs: number;
  readonly exitCode: number;
  readonly wrong: readonly string[];
}

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const ledger = await openLedger<Judged>(join(packageRoot, 'out', 'lag.jsonl'), `code ${codeNow()}`);
for (const [name, dialect] of Object.entries(LAG_DIALECTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    const key = `${name} ${seed}`;
    const found = ledger.get(key);
    const judged = found ?? (await judge(name, dialect, seed));
    if (!found) await ledger.add(key, judged);
    tell(judged);
  }
}

async function judge(name: string, dialect: LagDialect, seed: number): Promise<Judged> {
  const without = await run(dialect, seed, false);
  const { ms, exitCode, wrong, budgetMs } = await run(dialect, seed, true);
  return { name, seed, ms, withoutMs: without.ms, budgetMs, exitCode, wrong };
}

async function run(dialect: LagDialect, seed: number, lag: boolean) {
  const { target, close } = await startLagging(dialect, lag);
  const begun = performance.now();
  try {
    const suites = dialect.suites ?? [];
    const { exitCode, rules } = await runConformance({ target, seed, selection: { suites } });
    const bad = rules.filter(({ outcome }) => ['fail', 'flaky', 'error', 'warn'].includes(outcome));
    return {
      ms: performance.now() - begun,
      exitCode,
      wrong: bad.map(({ id, outcome }) => `${outcome} ${id}`),
      budgetMs: target.timing.regionBudget ?? 0,
    };
  } finally {
    await close();
  }
}

function tell({ name, seed, ms, withoutMs, budgetMs, exitCode, wrong }: Judged): void {
  const inTime = ms <= Math.max(withoutMs * MOST_TIMES, budgetMs + BESIDE_BUDGET_MS);
  const seconds = (time: number) => `${(time / 1000).toFixed(0)} s`;
  const ratio = (ms / withoutMs).toFixed(1);
  process.stdout.write(
    `${name} seed ${seed}: exit ${exitCode}, ${seconds(ms)} of ${seconds(withoutMs)} without (${ratio} times)${inTime ? '' : ', too long'}${wrong.length > 0 ? `; ${wrong.join(', ')}` : ''}\n`,
  );
  if (exitCode !== 0 || wrong.length > 0 || !inTime) process.exitCode = 1;
}
