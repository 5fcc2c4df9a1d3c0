import { randomBytes } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import type { RecordedExchange } from '../results/record.ts';
import type { Contract } from '../spec/contract.ts';
import { packageVersion } from '../spec/package-version.ts';
import { seededRandom } from '../generators/seeded-random.ts';
import type { Exchange, WireClient, WireRequest } from '../targets/transport/exchange.ts';
import { governedClient } from '../targets/pacing/governor.ts';
import { dateOf, type Pace, type RunTime } from '../targets/pacing/pace.ts';
import { patientClient } from '../targets/pacing/patient-client.ts';
import { resendingClient, type ResendingClient } from '../targets/pacing/resending-client.ts';
import { stoppableClient, type WriteStop } from '../targets/journal/stoppable-client.ts';
import { createGuard } from '../targets/guard/guard.ts';
import { refuseExposure } from '../targets/guard/guard-transport.ts';
import { isLoopback, refuseElsewhere } from '../targets/transport/loopback.ts';
import { ownWords } from '../results/redact/own-words.ts';
import { Redactor } from '../results/redact/redactor.ts';
import { recordExchange } from '../targets/transport/record-exchange.ts';
import type { Target, Tier, Credentials } from '../targets/target.ts';
import { createWireClient } from '../targets/transport/wire-client.ts';
import { ConfigError } from '../targets/config/config-error.ts';
import { credentialErrors } from '../spec/load-trouble.ts';
import { headerValue } from '../targets/transport/header-list.ts';

/** The same for all requests of one process. */
const USER_AGENT = `account-conformance/${packageVersion} run/${randomBytes(4).toString('hex')}`;
const FRACTIONS = 1_000_000;
const NOT_SENDABLE = /[^!-~]/;
const LONGEST_BODY = 64 * 1024;

export interface ConnectOptions {
  /** What may be changed; the target's own tier where it is not given. */
  readonly tier?: Tier;
  /** Resolves the endpoint's name; the system's resolver where it is not given. */
  readonly lookup?: LookupFunction;
  /** For all requests together. */
  readonly maxRequestsPerSecond?: number;
  /** Of the pauses between requests; the real time where it is not given. */
  readonly pace?: Pace;
  /** In which all is sent; the real one where it is not given. */
  readonly time?: RunTime;
  /** Whether what fails in passing is sent again, for those who look at every attempt. */
  readonly sendAgain?: boolean;
  /** What the jitter of pauses is drawn from. */
  readonly seed?: number;
  /** Ends all changes, also of what waits for its turn. */
  readonly stop?: WriteStop;
  /** Ends the wait for credentials. */
  readonly signal?: AbortSignal;
  /** Told what is waited for. */
  readonly say?: (message: string) => void;
}

/** What a target is asked with. */
interface Connection {
  readonly client: ResendingClient;
  /** Removes secrets from what is kept for reports. */
  readonly record: (exchange: Exchange) => RecordedExchange;
  /** Knows what may not be shown of all that is said with this connection. */
  readonly redactor: Redactor;
}

/**
 * A client for the target that sends nothing which its configuration forbids, and the recorder that removes secrets.
 * @throws {SafetyRefusal} where real credentials would be sent to whoever listens, or a loopback name is another machine.
 */
export async function connect(
  target: Target,
  contract: Contract,
  options: ConnectOptions = {},
): Promise<Connection> {
  const { tier = target.safety.tier, lookup, maxRequestsPerSecond, seed = 0, say, signal, time } = options;
  const { sendAgain = false, pace = time } = options;
  if (isLoopback(target.endpoint)) await refuseElsewhere(target.endpoint, lookup);
  const secrets = await Promise.all(target.identities.map(async (identity) => identity.credentials(signal)));
  for (const [at, credentials] of secrets.entries()) {
    requireSendable(target.identities[at]?.name ?? '', credentials);
    refuseExposure(target, credentials);
  }
  const redactor = new Redactor(ownWords(contract));
  for (const credentials of secrets) redactor.learnCredentials(credentials);
  const wire = createWireClient(target.endpoint, {
    timeoutMs: target.timing.requestTimeout,
    region: target.region,
    service: contract.wire.signingService,
    ...(lookup ? { lookup } : {}),
    ...(time ? { clock: () => new Date(dateOf(time)) } : {}),
    guard: createGuard(target, contract, tier) ?? undefined,
    hostile: target.safety.hostile,
    userAgent: USER_AGENT,
    onCredentials: (credentials) => {
      // During a long run they may turn into others.
      if (!target.loopback) refuseExposure(target, credentials);
      redactor.learnCredentials(credentials);
    },
    onPrepared: ({ target: sent, headers }) => redactor.learnSignatures(sent, headers),
  });
  const renewing = renewingClient(time ? time.carries(wire) : wire, target, contract);
  const client = options.stop ? stoppableClient(renewing, contract, options.stop) : renewing;
  const random = seededFractions(seed);
  const governed = governedClient(client, target, contract, {
    maxPerSecond: maxRequestsPerSecond,
    pace,
    onWait: say,
  });
  const patient = patientClient(governed, contract, { pace, random, say });
  const timed = sendAgain ? target : { ...target, timing: { ...target.timing, retries: 0 } };
  return {
    client: resendingClient(patient, timed, contract, { pace, random }),
    record: (exchange) => recordExchange(exchange, redactor),
    redactor,
  };
}

function seededFractions(seed: number): () => number {
  const random = seededRandom(seed);
  return () => random.nextInt(0, FRACTIONS) / FRACTIONS;
}

/**
 * Credentials that can be signed with. @throws {ConfigError} where one holds what no credential does: with the line
 * break that it was pasted with, each request would be refused, or could not even be sent.
 */
function requireSendable(identity: string, credentials: Credentials): void {
  for (const member of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) {
    const value = credentials[member];
    if (value === undefined || !NOT_SENDABLE.test(value)) continue;
    const found = /[\r\n]/.test(value) ? 'a line break' : 'a blank or another character that none has';
    throw new ConfigError(null, `credentials of ${identity}`, `its ${member} holds ${found}`);
  }
}

/** A client that sends again, with other credentials, what is refused for those that it had, where their source has others. */
function renewingClient(client: WireClient, target: Target, contract: Contract): WireClient {
  if (target.identities.every(({ credentials }) => !credentials.renew)) return client;
  const errors = [...credentialErrors()];

  function isRefused({ identity, signing, provokes }: WireRequest, { response }: Exchange): boolean {
    if (!identity?.credentials.renew || signing || provokes?.includes('signature')) return false;
    if (!response || response.status < 400 || response.status > 403) return false;
    const { headers, body } = response;
    const named = headerValue(headers, contract.wire.errorHeader);
    const told = named ?? (body.byteLength <= LONGEST_BODY ? Buffer.from(body) : '');
    return errors.some((error) => told.includes(error));
  }

  return {
    async send(request, signal) {
      const exchange = await client.send(request, signal);
      if (!isRefused(request, exchange)) return exchange;
      const renewed = await request.identity?.credentials.renew?.(signal).catch(() => false);
      return renewed ? client.send(request, signal) : exchange;
    },
    close: () => client.close(),
  };
}
