import type { Operation, StructureShape, Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Checks, FieldFault } from './request/check-input.ts';
import type { ErrorNames, Refusal } from './refusal.ts';
import type { ServiceRequest, ServiceResponse } from './request/http-message.ts';
import type { PageTokens, Page } from './state/pages.ts';
import type { Store, AccountSeed } from './state/store.ts';
import type { Lifecycle } from '../../spec/load-lifecycle.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { Regions } from '../../spec/load-regions.ts';
import type { SigningSpec } from '../../spec/load-signing.ts';
import type { World } from '../../spec/world.ts';
import type { Clock } from './state/clock.ts';

/** One authenticated call: who calls, on whose account it acts, and the input in the contract's form. */
export interface Call {
  readonly operation: Operation;
  readonly caller: string;
  readonly account: string;
  readonly input: JsonObject;
}

/** Does what one operation does; returns its output, `null` for none. Refuses by throwing a {@link Refusal}. */
export type Handler = (call: Call, parts: ServiceParts) => JsonObject | null;

/**
 * What a service is composed of. Each part gets the whole composition when it is called and reaches the others
 * through it, so that replacing one replaces it everywhere. Every part refuses by throwing a {@link Refusal}.
 */
export interface ServiceParts {
  readonly options: ServiceOptions;
  readonly store: Store;
  readonly errorNames: ErrorNames;
  readonly checks: Checks;
  readonly tokens: PageTokens;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly route: (request: ServiceRequest, parts: ServiceParts) => Operation;
  /** The caller's account id. */
  readonly authenticate: (request: ServiceRequest, parts: ServiceParts) => string;
  readonly checkContentType: (request: ServiceRequest, parts: ServiceParts) => void;
  /** Takes one request from the caller's allowance. */
  readonly throttle: (caller: string, operation: Operation, parts: ServiceParts) => void;
  readonly parseBody: (body: Uint8Array, errorName: string) => JsonObject;
  readonly readInput: (shape: StructureShape, input: JsonObject, errorName: string) => JsonObject;
  readonly validate: (shape: StructureShape, input: JsonObject, parts: ServiceParts) => readonly FieldFault[];
  readonly canonicalize: (shape: StructureShape, input: JsonObject) => JsonObject;
  /** The account that the call acts on. */
  readonly authorizeContext: (
    caller: string,
    named: string | null,
    operation: Operation,
    parts: ServiceParts,
  ) => string;
  readonly normalizeAlternateContact: (contact: JsonObject) => JsonObject;
  readonly normalizePrimaryContact: (contact: JsonObject) => JsonObject;
  /** Members of a primary contact that hold nothing but white space. */
  readonly blankMembers: (contact: JsonObject) => readonly string[];
  /** What is sent to an address that shall become an account's primary one. */
  readonly oneTimePassword: (account: string, email: string) => string;
  /** Every region of the partition, by name. */
  readonly regionNames: (parts: ServiceParts) => readonly string[];
  /** The status of a region now. */
  readonly statusAt: (account: string, region: string, parts: ServiceParts) => string;
  /** Starts the change that an operation asks for. */
  readonly changeRegion: (call: Call, region: string, parts: ServiceParts) => void;
  readonly limitRegionRequests: (account: string, parts: ServiceParts) => void;
  readonly paginate: (names: readonly string[], after: string | null, size: number) => Page;
  readonly writeSuccess: (
    operation: Operation,
    output: JsonObject | null,
    parts: ServiceParts,
  ) => ServiceResponse;
  readonly writeError: (refusal: Refusal, parts: ServiceParts) => ServiceResponse;
  /** Distinct for each response. */
  readonly nextRequestId: () => string;
}

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
