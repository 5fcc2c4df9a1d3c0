import type { Json } from '../../spec/json.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Target } from '../../targets/target.ts';
import { readAnswer } from '../answers/answer.ts';
import { enumOf, operationRequest } from '../contract-lookup.ts';
import { pollUntil } from '../poll.ts';
import { regionStatuses } from '../restore/snapshot.ts';

/** Everything that a target stores for its identities, read over the wire once no region is pending; for tests. */
export async function worldState(target: Target): Promise<Record<string, unknown>> {
  const contract = loadContract();
  const { region, timing } = target;
  const service = contract.wire.signingService;
  const client = createWireClient(target.endpoint, { timeoutMs: timing.requestTimeout, region, service });
  try {
    const state: Record<string, unknown> = {};
    for (const identity of target.identities) {
      const read = async (operation: string, input: { [member: string]: Json }) =>
        readAnswer(await client.send(operationRequest(contract, identity, operation, input)), contract);
      const contacts: unknown[] = [];
      for (const type of enumOf(contract, 'GetAlternateContact', 'AlternateContactType')) {
        const { output, error } = await read('GetAlternateContact', { AlternateContactType: type });
        contacts.push(output ?? error);
      }
      const { output } = await read('GetContactInformation', {});
      const regions = await pollUntil(
        () => regionStatuses(read),
        (statuses) => !Object.values(statuses ?? {}).some((status) => status.endsWith('ING')),
        { withinMs: timing.regionTimeout, signal: new AbortController().signal },
      );
      state[identity.name] = { contacts, primary: output, regions };
    }
    return state;
  } finally {
    await client.close();
  }
}
