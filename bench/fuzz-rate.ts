import { connect } from '../harness/connect.ts';
import { fuzz, type FuzzOutcome } from '../fuzz/fuzzer.ts';
import { loadContract } from '../spec/load-contract.ts';
import { StateRestorer } from '../harness/restore/state-restorer.ts';
import { embeddedTarget } from '../targets/config/presets.ts';

export interface FuzzBench {
  readonly endpoint: URL;
  readonly seed: number;
  readonly maxRequests?: number;
  readonly timeMs?: number;
  readonly onProgress?: (requests: number) => void;
}

/** Fuzzes a served embedded target with everything on but files. @throws {Error} where it finds anything. */
export async function fuzzOnce({
  endpoint,
  seed,
  maxRequests,
  timeMs,
  onProgress,
}: FuzzBench): Promise<FuzzOutcome> {
  const target = embeddedTarget(endpoint);
  const contract = loadContract();
  const { client, record } = await connect(target, contract);
  try {
    const outcome = await fuzz({
      target,
      contract,
      client,
      record,
      seed,
      tier: 'regions',
      directory: null,
      restorer: new StateRestorer(target, contract, client),
      signal: new AbortController().signal,
      timeMs: timeMs ?? null,
      maxRequests: maxRequests ?? null,
      maxFindings: 1,
      maxRequestsPerSecond: null,
      shrinkBudget: 300,
      targetOptions: '--target embedded',
      onProgress: ({ requests }) => onProgress?.(requests),
    });
    const [finding] = outcome.findings;
    if (finding) throw new Error(`a finding about the reference: ${finding.id}: ${finding.message}`);
    return outcome;
  } finally {
    await client.close();
  }
}
