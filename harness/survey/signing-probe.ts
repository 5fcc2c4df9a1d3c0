import type { Contract } from '../../spec/contract.ts';
import type { Signing, WireClient } from '../../targets/transport/exchange.ts';
import { resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import { claims, type Target } from '../../targets/target.ts';
import { operationRequest } from '../contract-lookup.ts';

/** Otherwise right, so that what refuses it has looked at the signature. */
const WRONG_SECRET: Signing = { secretAccessKey: 'not-the-secret-of-this-access-key' };

/** What the probe found, and how many requests it took. */
export interface SignatureProbe {
  /**
   * `true`: a read that was accepted is refused with a wrong secret; `false`: it is accepted with that too; `null`: neither
   * was seen.
   */
  readonly verifies: boolean | null;
  readonly requests: number;
}

/** Finds out whether the target looks at signatures at all, with reads that change nothing. */
export async function probeSignatures(
  target: Target,
  contract: Contract,
  client: WireClient,
  signal: AbortSignal,
): Promise<SignatureProbe> {
  const [identity] = target.identities;
  const reads = Object.values(contract.operations).filter(
    ({ name, changes, input }) =>
      changes === null &&
      Object.values(input.members).every(({ required }) => !required) &&
      claims(target, name),
  );
  let requests = 0;
  if (!identity) return { verifies: null, requests };
  for (const { name, successStatus } of reads) {
    const plain = operationRequest(contract, identity, name, {}, ['signature']);
    const statusOf = async (signing: Signing) => {
      requests += 1;
      const { exchange } = await resendOnReset(client, { ...plain, signing }, signal);
      return exchange.response?.status ?? 0;
    };
    if ((await statusOf({})) !== successStatus) continue;
    const status = await statusOf(WRONG_SECRET);
    if (status === successStatus) return { verifies: false, requests };
    if (status >= 400 && status < 500) return { verifies: true, requests };
  }
  return { verifies: null, requests };
}
