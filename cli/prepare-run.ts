import type { RecordedExchange } from '../reports/record.ts';
import type { Contract, Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import type { Selected, Selection } from '../suites/select.ts';
import { selectRules } from '../suites/select.ts';
import type { Exchange, WireClient } from '../targets/exchange.ts';
import { createRedactor, recordExchange } from '../targets/redact.ts';
import type { Target } from '../targets/target.ts';
import { createWireClient } from '../targets/wire-client.ts';

/** What a run is made of, once the target is known. */
export interface Selectable {
  readonly contract: Contract;
  readonly selected: Selected;
}

/** The contract of an edition and the rules of a selection. @throws {UnknownName} */
export function selectFrom(edition: Edition, selection: Partial<Selection>): Selectable {
  const contract = loadContract(edition);
  const whole = { suites: [], rules: [], operations: [], shard: null };
  return { contract, selected: selectRules(contract, { ...whole, ...selection }) };
}

/** A client for the target, and the recorder that removes the target's secrets. */
export async function connect(
  target: Target,
  contract: Contract,
): Promise<{ client: WireClient; record: (exchange: Exchange) => RecordedExchange }> {
  const client = createWireClient(target.endpoint, {
    timeoutMs: target.timing.requestTimeout,
    region: target.region,
    service: contract.wire.signingService,
  });
  const secrets = await Promise.all(target.identities.map(async (identity) => identity.credentials()));
  const redactor = createRedactor(secrets);
  return { client, record: (exchange) => recordExchange(exchange, redactor) };
}
