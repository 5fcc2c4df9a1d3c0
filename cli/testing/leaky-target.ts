import { onTestFinished } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { Target } from '../../targets/target.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { startEchoingProxy, type EchoingProxy, type EchoOptions } from './echoing-proxy.ts';
import { remoteTarget } from './remote-target.ts';

const PRIMARY = {
  AddressLine1: '17 "Original" Lane / Ümlaut & Söns',
  AddressLine2: 'c/o <Original> Household',
  City: 'Originalstad',
  CompanyName: 'Original Works \\ Sons',
  CountryCode: 'NO',
  FullName: 'Olga Originaldottir',
  PhoneNumber: '+4721987654',
  PostalCode: '0150X',
  WebsiteUrl: 'https://original.example.org/?a=1&b=2',
};
const BILLING = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'olga+original@example.org',
  Name: 'Billing Originaldottir',
  PhoneNumber: '+12065550177',
  Title: 'Chief Originator',
};

/** Values that the leaky target holds before anything is sent, but for those that are too short to say anything. */
export const ORIGINALS: readonly string[] = [PRIMARY, BILLING]
  .flatMap((contact) => Object.entries(contact))
  .filter(([member]) => !['AlternateContactType', 'CountryCode'].includes(member))
  .map(([, value]) => value);

export interface LeakyTarget {
  /** One standalone account, not on loopback by its name. */
  readonly target: Target;
  readonly proxy: EchoingProxy;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  /** Everything that must not be shown. */
  secrets(): string[];
}

const ACCOUNT = '111111111111';

/** A service that says what it must not, in every form and every place, until the test ends; for tests. */
export async function leakyTarget(
  changes: Partial<Target>,
  echo: Pick<EchoOptions, 'honest' | 'oneOf'>,
): Promise<LeakyTarget> {
  const { secretAccessKey, sessionToken = '' } = testCredentials(`leaky ${ACCOUNT}`, true);
  const credentials = { accessKeyId: 'AKIDTESTLEAKY0000001', secretAccessKey, sessionToken };
  const { target } = await remoteTarget(changes, {
    contract: loadContract('current'),
    seed: { primaryContact: PRIMARY, alternateContacts: { BILLING } },
    more: [{ ...credentials, accountId: ACCOUNT }],
  });
  const secrets = [secretAccessKey, ...ORIGINALS];
  const proxy = await startEchoingProxy({ ...echo, to: Number(target.endpoint.port), secrets });
  onTestFinished(() => proxy.close());
  const endpoint = new URL(target.endpoint.href);
  endpoint.port = String(proxy.port);
  const standalone = target.identities.filter(({ accountId }) => accountId === ACCOUNT).slice(0, 1);
  return {
    target: {
      ...target,
      endpoint,
      identities: standalone.map((identity) => ({ ...identity, credentials: () => credentials })),
      world: { ...target.world, organizations: [] },
      timing: { ...target.timing, consistencyWindow: 0 },
    },
    proxy,
    credentials,
    secrets: () => [sessionToken, ...secrets, ...proxy.signatures],
  };
}
