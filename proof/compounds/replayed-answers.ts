import type { Finding } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { connect } from '../../harness/connect.ts';
import { BrokenConnection, HarnessFault } from '../../harness/errors.ts';
import { replayFinding } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { headerValue } from '../../targets/transport/header-list.ts';
import type { EmbeddedOptions } from '../embedded.ts';
import { startImpatient } from '../judge-service.ts';

/**
 * How a service that nobody has asked before answers the calls of a finding, in a form that can be compared: status, error,
 * reason, names of headers and body, without the id of the request. Where the connection breaks, the answers end with that.
 */
export async function replayedAnswers(
  finding: Finding,
  options: EmbeddedOptions,
  { contract, signal }: { readonly contract: Contract; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { target, close } = await startImpatient({ contract, ...options });
  const { client } = await connect(target, contract);
  try {
    const restorer = new StateRestorer(target, contract, client);
    const { calls } = await replayFinding(finding, { target, contract, client, restorer, signal });
    return calls.map(({ answer }) => comparable(answer, contract));
  } catch (error) {
    if (error instanceof BrokenConnection || error instanceof HarnessFault) return [error.name];
    throw error;
  } finally {
    await client.close();
    await close();
  }
}

function comparable({ exchange, status, error, reason }: Answer, { wire }: Contract): string {
  const { response, fault } = exchange;
  if (!response) return `no answer: ${fault?.kind ?? 'closed'}`;
  const id = headerValue(response.headers, wire.requestIdHeader);
  const body = Buffer.from(response.body).toString('latin1');
  return JSON.stringify({
    status,
    error,
    reason,
    headers: [...new Set(response.headers.map(([name]) => name.toLowerCase()))].toSorted(),
    body: id ? body.replaceAll(id, 'ID') : body,
  });
}
