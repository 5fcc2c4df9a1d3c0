import type { Contract } from '../../spec/contract.ts';
import type { Divergence } from '../../mutants/first-versions/first-version.ts';
import { connect } from '../../harness/connect.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded, type EmbeddedOptions } from '../embedded.ts';

/** Whether the last of the calls is answered otherwise than by a service without fault. */
export async function showsDivergence(
  { calls }: Divergence,
  service: EmbeddedOptions,
  contract: Contract,
): Promise<boolean> {
  return (await lastAnswer(calls, service, contract)) !== (await lastAnswer(calls, {}, contract));
}

async function lastAnswer(
  calls: Divergence['calls'],
  options: EmbeddedOptions,
  contract: Contract,
): Promise<string> {
  const { target, close } = await startEmbedded({ contract, ...options });
  const { client } = await connect(target, contract);
  let answer = '';
  try {
    for (const { by, on, operation, input } of calls) {
      const named = on === undefined ? input : { ...input, AccountId: identityOf(target, on).accountId };
      answer = comparable(
        await client.send(operationRequest(contract, identityOf(target, by), operation, named)),
      );
    }
  } finally {
    await client.close();
    await close();
  }
  return answer;
}

function identityOf({ identities }: Target, name: string): Target['identities'][number] {
  const found = identities.find((one) => one.name === name);
  if (!found) throw new RangeError(`the target has no identity ${name}`);
  return found;
}

/** All of an answer but the time; request ids are counted, and so the same after as many requests. */
function comparable({ response, fault }: Exchange): string {
  if (!response) return `no answer: ${fault?.kind ?? 'closed'}`;
  const headers = response.headers.filter(([name]) => name.toLowerCase() !== 'date');
  return JSON.stringify([response.status, headers, Buffer.from(response.body).toString('latin1')]);
}
