import type { Role, World } from '../spec/world.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Where the credentials of an identity come from. */
export interface CredentialSource {
  /** Asked before each signature, so that temporary credentials may be refreshed. Rejects when the signal is aborted. */
  (signal?: AbortSignal): Promise<Credentials> | Credentials;
  /** When those that are used now end, where they cannot be renewed; `null`: nobody knows, or they can be. */
  readonly expires?: () => Date | null;
  /** Gets other ones, since those that are used are refused. False: there are none. */
  readonly renew?: (signal?: AbortSignal) => Promise<boolean>;
}

/** Credentials and account id of one caller. */
export interface Identity {
  /** Unique within the target, e.g. `standalone`, `o-example1/management`, `o-example1/444444444444`. */
  readonly name: string;
  readonly role: Role;
  /** 12 digits; `null` where it is not known. */
  readonly accountId: string | null;
  /** `null` for a standalone account. */
  readonly organization: string | null;
  readonly credentials: CredentialSource;
}

const CAPABILITIES = ['signatures', 'quotas', 'authorization', 'events'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Milliseconds each, but for the count. */
interface Timing {
  readonly requestTimeout: number;
  /** How long a read may lag a write. */
  readonly consistencyWindow: number;
  readonly regionTimeout: number;
  /** How long the regions of a run may take in all, where a change takes its time; any time, where it is not given. */
  readonly regionBudget?: number;
  /** How often a request is sent again that met a connection fault or a server error; never, where it is not given. */
  readonly retries?: number;
  /** How often a rule begins again whose connection broke; as often as `retries`, where it is not given. */
  readonly triesOnReset?: number;
}

export type Tier = 'read' | 'write' | 'regions';

/** What is asked. */
export interface Target {
  readonly name: string;
  readonly endpoint: URL;
  readonly region: string;
  /** Whether it is an emulator on this machine: its host is a loopback address, and no credentials are at stake. */
  readonly loopback: boolean;
  /**
   * It is elsewhere and can be no endpoint of AWS, as by the name of a container: plain HTTP, and keys that are written out
   * and that AWS does not issue. What guards a target off loopback guards it too.
   */
  readonly emulator?: boolean;
  /** What the target claims to implement. */
  readonly operations: 'all' | readonly string[];
  readonly capabilities: Readonly<Record<Capability, boolean | 'probe'>>;
  readonly values: 'any' | 'plausible';
  readonly timing: Timing;
  /** Callers whose credentials are known. The first is used where a rule names none. */
  readonly identities: readonly Identity[];
  /** All accounts and organizations that are known, also those without credentials. */
  readonly world: World;
  /** What an emulator takes as the password that is sent for a new primary e-mail address; without it, none is changed. */
  readonly oneTimePassword?: string;
  /** How an emulator is set back to empty. */
  readonly reset: { readonly method: string; readonly url: URL } | null;
  readonly safety: {
    readonly tier: Tier;
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    /** Whether its user asked for requests that could exhaust a service; never configured. */
    readonly hostile?: boolean;
  };
  /** Another endpoint of STS than the one of AWS. */
  readonly sts?: URL;
  /** Another endpoint of Organizations than the one of AWS. */
  readonly organizationsApi?: URL;
  /** What its user is told before it is asked, once. */
  readonly notices?: readonly string[];
  /** Path of the journal, where it was configured. */
  readonly journal?: string;
}

/** How often a rule begins again whose connection broke. */
export function triesOnReset({ timing }: Pick<Target, 'timing'>): number {
  return timing.triesOnReset ?? timing.retries ?? 0;
}

/** Whether the target says that it implements an operation. */
export function claims({ operations }: Pick<Target, 'operations'>, operation: string): boolean {
  return operations === 'all' || operations.includes(operation);
}
