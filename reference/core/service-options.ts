import type { Contract } from '../../spec/contract.ts';
import type { Lifecycle } from '../../spec/load-lifecycle.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { Regions } from '../../spec/load-regions.ts';
import type { SigningSpec } from '../../spec/load-signing.ts';
import type { World } from '../../spec/world.ts';
import type { Clock } from './state/clock.ts';
import type { AccountSeed } from './state/store.ts';

/** Credentials of one account, 12 digits. */
export interface ServiceCredential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly accountId: string;
}

/** What a service is made from. The whole spec is an argument: a changed copy makes a service that behaves so. */
export interface ServiceOptions {
  readonly contract: Contract;
  readonly regions: Regions;
  readonly lifecycle: Lifecycle;
  readonly quotas: Quotas;
  readonly signing: SigningSpec;
  readonly world: World;
  readonly credentials: readonly ServiceCredential[];
  readonly clock: Clock;
  /** Milliseconds that a region change stays pending; 0: it settles at once. */
  readonly regionDelayMs: number;
  readonly verifySignatures: boolean;
  readonly enforceQuotas: boolean;
  /** Longer request bodies are refused; bytes. */
  readonly maxBodyBytes: number;
  readonly seed: AccountSeed;
}
