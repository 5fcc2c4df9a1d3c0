/**
 * node scripts/prove-lag.ts [--seeds 5] [NAME …]
 * Judges services whose reads lag or whose regions take time, each seed in a whole run, beside the same service without
 * the lag; then faulty services that are waited for, beside the same without the fault. Prints how the two times compare.
 * Goes on where it was stopped (out/lag.jsonl), unless the code is another.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runConformance } from '../cli/run/run-conformance.ts';
import { openLedger } from '../proof/ledger.ts';
import type { Embedded } from '../proof/embedded.ts';
import { LAG_DIALECTS, PATIENT_FAULTS, startLagging, type LagDialect } from '../proof/testing/lagging.ts';
import { wrongRules } from '../proof/testing/wrong-rules.ts';
import { packageRoot } from '../spec/package-root.ts';
import { codeNow } from './code-now.ts';

/** The run of the same service without the lag, or the budget of its regions and a minute, bounds the time. */
const MOST_TIMES = 4;
const BESIDE_BUDGET_MS = 60_000;
/** The same for a fault: the run without it, and how long regions are waited for that never settle. */
const MOST_TIMES_OF_FAULT = 3;
const REGIONS_WAITED_FOR = 2;

interface Judged {
  readonly name: string;
  readonly seed: number;
  readonly ms: number;
  readonly withoutMs: number;
  readonly mostMs: number;
  readonly exitCode: number;
  readonly wrong: readonly string[];
  readonly notRestored: readonly string[];
  readonly isAsExpected: boolean;
}

type Compose = (typeof PATIENT_FAULTS)[string]['compose'];

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const ledger = await openLedger<Judged>(join(packageRoot, 'out', 'lag.jsonl'), `code ${codeNow()}`);
for (const [name, dialect] of Object.entries(LAG_DIALECTS))
  await each(name, (seed) => judgeLag(dialect, seed));
for (const [name, { compose, timing }] of Object.entries(PATIENT_FAULTS))
  await each(name, (seed) => judgeFault({ options: {}, without: {}, timing }, compose, seed));

async function each(
  name: string,
  judge: (seed: number) => Promise<Omit<Judged, 'name' | 'seed'>>,
): Promise<void> {
  if (positionals.length > 0 && !positionals.includes(name)) return;
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    const key = `${name} ${seed}`;
    const found = ledger.get(key);
    const judged = found ?? { name, seed, ...(await judge(seed)) };
    if (!found) await ledger.add(key, judged);
    tell(judged);
  }
}

async function judgeLag(dialect: LagDialect, seed: number) {
  const without = await run(dialect, seed, startLagging(dialect, { lag: false }));
  const { budgetMs, ...lagging } = await run(dialect, seed, startLagging(dialect));
  return {
    ...lagging,
    withoutMs: without.ms,
    mostMs: Math.max(without.ms * MOST_TIMES, budgetMs + BESIDE_BUDGET_MS),
    isAsExpected: lagging.exitCode === 0 && lagging.wrong.length === 0,
  };
}

async function judgeFault(dialect: LagDialect, compose: Compose, seed: number) {
  const without = await run(dialect, seed, startLagging(dialect));
  const { timeoutMs, ...faulty } = await run(dialect, seed, startLagging(dialect, { compose }));
  return {
    ...faulty,
    withoutMs: without.ms,
    mostMs: without.ms * MOST_TIMES_OF_FAULT + timeoutMs * REGIONS_WAITED_FOR,
    isAsExpected: faulty.wrong.some((one) => one.startsWith('fail ')) && [1, 5].includes(faulty.exitCode),
  };
}

async function run({ suites = [] }: LagDialect, seed: number, started: Promise<Embedded>) {
  const { target, close } = await started;
  const begun = performance.now();
  try {
    const { exitCode, rules, notRestored } = await runConformance({ target, seed, selection: { suites } });
    return {
      ms: performance.now() - begun,
      exitCode,
      wrong: wrongRules(rules).map(({ id, outcome }) => `${outcome} ${id}`),
      notRestored,
      budgetMs: target.timing.regionBudget ?? 0,
      timeoutMs: target.timing.regionTimeout,
    };
  } finally {
    await close();
  }
}

function tell(judged: Judged): void {
  const { name, seed, ms, withoutMs, mostMs, exitCode, wrong, notRestored, isAsExpected } = judged;
  const seconds = (time: number) => `${(time / 1000).toFixed(0)} s`;
  const inTime = ms <= mostMs;
  const late = inTime ? '' : `, longer than ${seconds(mostMs)}`;
  process.stdout.write(
    `${name} seed ${seed}: exit ${exitCode}, ${seconds(ms)} of ${seconds(withoutMs)} without (${(ms / withoutMs).toFixed(1)} times)${late}; ${wrong.length} rules not passed\n`,
  );
  for (const line of [...wrong, ...notRestored]) process.stdout.write(`  ${line}\n`);
  if (!isAsExpected || !inTime) process.exitCode = 1;
}
