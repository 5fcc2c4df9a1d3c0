import { median, recordSection } from './results-page.ts';
import fc from 'fast-check';
import { runFuzz } from '../cli/run/fuzz-run.ts';
import type { FuzzFinding } from '../fuzz/fuzz-finding.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { embeddedTarget } from '../targets/config/presets.ts';
import { separateServer } from './separate-server.ts';

const [COUNT = 40, SEED = 1, SECONDS = 60] = process.argv.slice(2).map(Number);

const found: TimeToFind[] = [];
for (const mutant of sampleMutants(COUNT, SEED)) {
  const one = await timeToFind(mutant, SEED, SECONDS * 1000);
  found.push(one);
  const time = one.foundMs === null ? 'not found' : `${(one.foundMs / 1000).toFixed(1)} s`;
  process.stdout.write(`${time.padStart(9)}  ${one.requests} requests  ${one.mutant}  ${one.bucket ?? ''}\n`);
}

const times = found.flatMap(({ foundMs }) => foundMs ?? []).toSorted((a, b) => a - b);
const missed = found.filter(({ foundMs }) => foundMs === null);
const seconds = (ms: number | undefined) => `${((ms ?? Number.NaN) / 1000).toFixed(1)} s`;
await recordSection({
  title: '(f) Time to the first finding',
  how: `${COUNT} mutants drawn with seed ${SEED}, signing and quota faults aside, each fuzzed for up to ${SECONDS} s.`,
  rows: [
    ['found', `${times.length} of ${COUNT} (${Math.round((times.length * 100) / COUNT)}%)`],
    ['median time', seconds(median(times))],
    ['nine of ten within', seconds(times[Math.ceil(times.length * 0.9) - 1])],
    ['longest', seconds(times.at(-1))],
    ['median of requests', String(median(found.map(({ requests }) => requests)))],
    ['not found', missed.map(({ mutant }) => mutant).join(', ') || 'none'],
  ],
});

/** How long the fuzzer took to find one fault; `null`: it did not. */
interface TimeToFind {
  readonly mutant: string;
  readonly rule: string;
  readonly foundMs: number | null;
  readonly requests: number;
  /** The first finding's bucket. */
  readonly bucket: string | null;
}

/** A sample of the faults that need neither verified signatures nor enforced quotas to be seen, drawn from sorted ids. */
function sampleMutants(count: number, seed: number): readonly Mutant[] {
  const eligible = allMutants()
    .filter(
      ({ rule, options }) =>
        !/^(signing|quotas)\//.test(rule) && !options?.verifySignatures && !options?.enforceQuotas,
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const drawn = fc.shuffledSubarray(eligible, { minLength: count, maxLength: count });
  return fc.sample(drawn, { seed, numRuns: 1 })[0] ?? [];
}

/** Fuzzes one faulty service until the first finding of whatever level, or until the time is up. */
async function timeToFind(mutant: Mutant, seed: number, timeMs: number): Promise<TimeToFind> {
  const { id, rule } = mutant;
  const server = await separateServer(id);
  const stop = new AbortController();
  let first: FuzzFinding | null = null;
  let foundMs: number | null = null;
  const startedAt = performance.now();
  try {
    const { requests } = await runFuzz({
      target: embeddedTarget(server.endpoint),
      seed,
      timeMs,
      signal: stop.signal,
      shrinkBudget: 0,
      onFinding: (finding) => {
        first ??= finding;
        foundMs ??= performance.now() - startedAt;
        stop.abort();
      },
    });
    const { id: bucket } = (first as FuzzFinding | null) ?? { id: null };
    return { mutant: id, rule, foundMs, requests, bucket };
  } finally {
    await server.close();
  }
}
