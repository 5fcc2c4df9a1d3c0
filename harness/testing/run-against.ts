import type { RecordedExchange } from '../../results/record.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { runRules, type RunnerOptions, type RunnerOutcome } from '../runner/runner.ts';
import { EVERYTHING, selectRules, type Selection } from '../../suites/select.ts';
import { implementedRules } from '../../suites/errors/implemented-and-valid-request.rules.ts';

/** A target with one standalone identity at a loopback address; for tests. */
export function loneTarget(endpoint: URL, changes: Partial<Target> = {}): Target {
  const accountId = '111111111111';
  return {
    name: 'endpoint',
    endpoint,
    region: 'us-east-1',
    loopback: true,
    operations: 'all',
    capabilities: { signatures: false, quotas: false, authorization: false, events: false },
    values: 'any',
    timing: { requestTimeout: 2000, consistencyWindow: 0, regionTimeout: 2000 },
    identities: [
      {
        name: 'standalone',
        role: 'standalone',
        accountId,
        organization: null,
        credentials: () => ({ accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' }),
      },
    ],
    world: { organizations: [], standalone: [accountId] },
    reset: null,
    safety: { tier: 'regions', accounts: [], regions: [] },
    ...changes,
  };
}

/** Runs a selection against a target with a client of its own; for tests. */
export async function runAgainst(
  target: Target,
  selection: Partial<Selection>,
  changes: Partial<RunnerOptions> = {},
): Promise<RunnerOutcome> {
  const contract = changes.contract ?? loadContract();
  const { rules, reported } = selectRules(contract, { ...EVERYTHING, ...selection });
  const { requestTimeout: timeoutMs } = target.timing;
  const client = createWireClient(target.endpoint, {
    timeoutMs,
    region: target.region,
    service: contract.wire.signingService,
  });
  try {
    return await runRules({
      target,
      contract,
      client,
      record: plainRecord,
      rules,
      survey: implementedRules(contract),
      reported,
      seed: 1,
      runs: 3,
      workers: 4,
      order: 'id',
      tier: 'regions',
      bail: false,
      signal: new AbortController().signal,
      ...changes,
    });
  } finally {
    await client.close();
  }
}

/** Keeps an exchange without its headers; for tests. */
export function plainRecord({ request, response, fault, durationMs }: Exchange): RecordedExchange {
  const body = (bytes: Uint8Array) => ({
    text: new TextDecoder().decode(bytes),
    encoding: 'utf8' as const,
    bytes: bytes.length,
    truncated: false,
  });
  return {
    operation: request.operation,
    identity: request.identity?.name ?? null,
    request: { method: request.method, target: request.target, headers: [], body: body(request.body) },
    response: response && { status: response.status, headers: [], body: body(response.body) },
    fault,
    durationMs,
  };
}
