import fc from 'fast-check';

/** Whether everything is judged, as `npm run proof:system` does; a sample otherwise. */
const WHOLE = process.env['ACCOUNT_CONFORMANCE_WHOLE'] === '1';
const SEED = Number(process.env['ACCOUNT_CONFORMANCE_SAMPLE_SEED'] ?? 20_261_130);

/** So many of what takes too long to be judged whole each time, and says by which seed; for tests. */
export function sampled<T>(what: string, all: readonly T[], count: number): readonly T[] {
  if (WHOLE || count >= all.length) return all;
  const length = { minLength: count, maxLength: count };
  const [some = all] = fc.sample(fc.shuffledSubarray([...all], length), { seed: SEED, numRuns: 1 });
  const how = `ACCOUNT_CONFORMANCE_SAMPLE_SEED=${SEED}; all: npm run proof:system`;
  process.stdout.write(`${what}: ${count} of ${all.length} (${how})\n`);
  return some;
}
