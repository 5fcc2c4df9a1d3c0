import fc from 'fast-check';
import { runFuzz } from '../cli/run/fuzz-run.ts';
import type { FuzzFinding } from '../fuzz/fuzz-finding.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { embeddedTarget } from '../targets/config/presets.ts';
import { separateServer } from './separate-server.ts';

/** How long the fuzzer took to find one fault; `null`: it did not. */
export interface TimeToFind {
  readonly mutant: string;
  readonly rule: string;
  readonly foundMs: number | null;
  readonly requests: number;
  /** The first finding's bucket. */
  readonly bucket: string | null;
}

/** A sample of the faults that need neither verified signatures nor enforced quotas to be seen, drawn from sorted ids. */
export function sampleMutants(count: number, seed: number): readonly Mutant[] {
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
export async function timeToFind(mutant: Mutant, seed: number, timeMs: number): Promise<TimeToFind> {
  const { id, rule } = mutant;
  const server = await separateServer(id);
  const found = new AbortController();
  let first: FuzzFinding | null = null;
  let foundMs: number | null = null;
  const startedAt = performance.now();
  try {
    const { requests } = await runFuzz({
      target: embeddedTarget(server.endpoint),
      seed,
      timeMs,
      signal: found.signal,
      shrinkBudget: 0,
      onFinding: (finding) => {
        first ??= finding;
        foundMs ??= performance.now() - startedAt;
        found.abort();
      },
    });
    const { id: bucket } = (first as FuzzFinding | null) ?? { id: null };
    return { mutant: id, rule, foundMs, requests, bucket };
  } finally {
    await server.close();
  }
}
