import type { Contract } from '../../spec/contract.ts';
import type { Signing, WireClient } from '../../targets/transport/exchange.ts';
import { resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import { claims, type Target } from '../../targets/target.ts';
import { operationRequest } from '../contract-lookup.ts';

const FAULTY: readonly Signing[] = [
  { afterSigning: { authorization: null, 'x-amz-date': null, 'x-amz-security-token': null } },
  { secretAccessKey: 'not-the-secret-of-this-access-key' },
];

/** What the probe found, and how many requests it took. */
export interface SignatureProbe {
  /** `false`: reads without a signature and with a wrong one both succeed. */
  readonly verifies: boolean;
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
  if (!identity) return { verifies: true, requests };
  for (const { name, successStatus } of reads) {
    const plain = operationRequest(contract, identity, name, {}, ['signature']);
    const succeeds = async (signing: Signing) => {
      requests += 1;
      const { exchange } = await resendOnReset(client, { ...plain, signing }, signal);
      return exchange.response?.status === successStatus;
    };
    if (!(await succeeds({}))) continue;
    for (const signing of FAULTY) if (!(await succeeds(signing))) return { verifies: true, requests };
    return { verifies: false, requests };
  }
  return { verifies: true, requests };
}
