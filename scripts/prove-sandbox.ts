/**
 * node scripts/prove-sandbox.ts [--seed 1] [--rule ID …] [--times]
 * Judges a simulated sandbox in a whole nightly run, in virtual time: one that conforms, then two whose regions are
 * faulty. Prints how long each took and what was judged; with --times, which rules and operations took the time.
 * Fails where the first takes more than an hour or anything is found there, or where a fault is not found.
 */
import { parseArgs } from 'node:util';
import { regionsMutants } from '../mutants/regions/mutants.ts';
import { judgeSandbox, LATENCY, type Night } from '../proof/testing/sandbox.ts';
import { ruleLine, wrongRules } from '../proof/testing/wrong-rules.ts';
import type { RuleResult } from '../results/record.ts';

/** What a night may take. */
const MOST_MINUTES = 60;
/** One that a rule has to find, and one that looks as if somebody else changed regions meanwhile: that ends with exit 5. */
const FAULTS = ['written/conflict-named-validation', 'written/change-takes-the-neighbour'];
const NOT_RESTORED = 5;
const SLOWEST = 25;

const BUDGET = 'region budget';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rule: { type: 'string', multiple: true, default: [] },
    times: { type: 'boolean', default: false },
  },
});

const conforming = await judge('conforming');
const wrong = wrongRules(conforming.result.rules);
for (const rule of wrong) tell(`  ${ruleLine(rule)}`);
const late = conforming.minutes > MOST_MINUTES;
if (late) tell(`  longer than ${MOST_MINUTES} minutes`);
if (wrong.length > 0 || conforming.result.exitCode !== 0 || late) process.exitCode = 1;
for (const id of FAULTS) await judgeFault(id);

async function judgeFault(wanted: string): Promise<void> {
  const { id, fault, compose } = regionsMutants.find((mutant) => mutant.id === wanted) ?? {};
  if (!id || !compose) throw new RangeError(`unknown mutant "${wanted}"`);
  const { result } = await judge(`faulty (${fault})`, compose);
  // The conforming service fails none of them.
  const found = result.rules.filter(({ outcome }) => outcome === 'fail');
  for (const rule of found) tell(`  found: ${ruleLine(rule)}`);
  if (found.length > 0 || result.exitCode === NOT_RESTORED) return;
  tell('  not found');
  process.exitCode = 1;
}

async function judge(name: string, compose?: Parameters<typeof judgeSandbox>[0]['compose']): Promise<Night> {
  const begun = performance.now();
  const operations = new Map<string, number>();
  const night = await judgeSandbox({
    seed: Number(values.seed),
    selection: { rules: values.rule },
    ...(compose ? { compose } : {}),
    onExchange: ({ request: { operation } }) => {
      operations.set(operation ?? 'other', (operations.get(operation ?? 'other') ?? 0) + 1);
    },
  });
  report(name, night, (performance.now() - begun) / 1000);
  if (values.times) tellTimes(night, operations);
  return night;
}

function report(name: string, { result, minutes, minutesOfRegions }: Night, seconds: number): void {
  const musts = result.rules.filter(({ level }) => level === 'must');
  const count = (outcome: RuleResult['outcome']) => musts.filter((rule) => rule.outcome === outcome).length;
  const without = musts.filter(({ outcome, reason }) => outcome === 'skipped' && reason?.startsWith(BUDGET));
  const blocked = musts.filter(({ outcome }) => outcome === 'blocked');
  tell(`${name}, seed ${result.seed}: exit ${result.exitCode}. ${result.summary}`);
  tell(
    `  ${minutes.toFixed(1)} virtual minutes, in ${minutesOfRegions.toFixed(1)} of them a region was on its way; ` +
      `${result.requests} requests of ${LATENCY} ms; ${seconds.toFixed(0)} s of real time`,
  );
  tell(
    `  ${musts.length} musts: ${count('pass')} passed, ${count('fail')} failed, ${count('flaky')} flaky, ` +
      `${count('error')} in error, ${blocked.length} blocked, ${count('skipped')} skipped, ` +
      `${without.length} of these by the region budget`,
  );
  for (const { id } of without) tell(`  no turn: ${id}`);
  for (const [reason, ids] of Map.groupBy(blocked, (rule) => rule.reason ?? ''))
    tell(`  ${ids.length} blocked: ${reason} (${ids[0]?.id}${ids.length > 1 ? ', …' : ''})`);
  for (const problem of result.notRestored) tell(`  not restored: ${problem}`);
}

function tellTimes({ result }: Night, operations: ReadonlyMap<string, number>): void {
  const slowest = result.rules.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, SLOWEST);
  for (const { id, outcome, durationMs, requests } of slowest)
    tell(`  ${(durationMs / 60_000).toFixed(1)} min, ${requests} requests: ${id} (${outcome})`);
  for (const [operation, requests] of operations) tell(`  ${operation}: ${requests}`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
