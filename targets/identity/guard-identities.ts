import { CONFIGURED_ENDPOINTS_IGNORED, namedEndpoint, refuseOtherProof } from './aws-endpoint.ts';
import { toldError } from './told-error.ts';
import { bounded, boundedRequests, callWithin } from './bounded.ts';
import { SafetyRefusal } from '../guard/safety-refusal.ts';
import type { Credentials, Identity, Target } from '../target.ts';
import { credentialErrors, troubleOf } from '../../spec/load-trouble.ts';

/** Who an identity is, as STS says. */
interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
}

/** Asks `sts:GetCallerIdentity`. Rejects where STS refuses, cannot be reached, or is somebody whom the credentials are not for. */
export async function callerIdentity(
  target: Target,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<CallerIdentity> {
  refuseOtherProof(target);
  const endpoint = namedEndpoint(target, 'sts', credentials);
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new STSClient({
    region: target.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    ...boundedRequests(target.timing.requestTimeout),
    ...CONFIGURED_ENDPOINTS_IGNORED,
    ...endpoint,
  });
  try {
    const withinMs = callWithin(target.timing.requestTimeout);
    const { Account: accountId = '', Arn: arn = '' } = await bounded(
      'STS',
      { withinMs, signal },
      (abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
    );
    return { accountId, arn };
  } finally {
    client.destroy();
  }
}

/** Whether anybody can say who an identity is: AWS knows nothing of the keys of an emulator. */
export function canBeConfirmed({ loopback, emulator = false, sts }: Target): boolean {
  return sts !== undefined || !(loopback || emulator);
}

/**
 * Makes sure that each identity is the account that the configuration says, where anybody can say that.
 * @throws {SafetyRefusal} naming the identity, what STS says, and what to set; {CredentialsRefused} where STS
 * refuses the credentials, and the signal's reason, once it is aborted.
 */
export async function confirmIdentities(target: Target, signal?: AbortSignal): Promise<void> {
  if (!canBeConfirmed(target)) return;
  for (const identity of target.identities) {
    const found = await ask(target, identity, signal);
    if (found.accountId === identity.accountId) continue;
    const configured = identity.accountId ?? 'none';
    throw new SafetyRefusal(
      `target "${target.name}": the credentials of ${identity.name} are of account ${found.accountId}, the configuration says ${configured}: correct one of them`,
    );
  }
}

async function ask(target: Target, identity: Identity, signal?: AbortSignal): Promise<CallerIdentity> {
  try {
    return await callerIdentity(target, await identity.credentials(signal), signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SafetyRefusal) throw error;
    const refused = refusalBySts(identity.name, error);
    if (refused) throw refused;
    throw new SafetyRefusal(
      `target "${target.name}": who ${identity.name} is could not be confirmed by STS (${toldError('STS', error)}); without that nothing is changed: correct its credentials (--tier read needs no confirmation)`,
    );
  }
}

/** STS refuses the credentials of an identity: trouble of the caller's, which says nothing about the target. */
class CredentialsRefused extends Error {
  override readonly name = 'CredentialsRefused';
}

/** What a client of STS threw, where it refuses the credentials of an identity; `null`: it is something else. */
export function refusalBySts(identity: string, error: unknown): CredentialsRefused | null {
  if (!(error instanceof Error) || !credentialErrors().has(error.name)) return null;
  const kind = troubleOf('expired').errors.includes(error.name) ? 'expired' : 'credentials';
  const { met, next } = troubleOf(kind);
  const told = met.replace('{who}', identity).replace('{found}', `${error.name}, says STS`);
  return new CredentialsRefused(`${told}: ${next}`);
}
