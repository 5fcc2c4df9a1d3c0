import { timeToFind, sampleMutants, type TimeToFind } from './fuzz-mutants.ts';
import { median, recordSection } from './results-page.ts';

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
