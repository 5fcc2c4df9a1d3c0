import type { AnswerExpectation } from '../../results/record.ts';
import { loadIam } from '../../spec/load-iam.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { credentialErrors, loadTrouble, troubleOf, type TroubleKind } from '../../spec/load-trouble.ts';
import type { Json } from '../../spec/json.ts';
import { headerValue } from '../../targets/transport/header-list.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { asObject, type Answer } from '../answers/answer.ts';

/** What one answer shows that says nothing about the service. */
export interface Sighting {
  readonly kind: TroubleKind;
  readonly identity: Identity;
  readonly operation: string;
  /** What shows it: the error, or the words of its message. */
  readonly found: string;
  /** How far our clock is off, in words; empty where it is right. */
  readonly off: string;
}

/** Whether an answer is expected that no denial can be: a judgement rests on it, or it is the judgement itself. */
export function needsSuccess(expected: AnswerExpectation): boolean {
  if (expected.kind === 'status') return expected.statuses.every((status) => status < 300);
  if (expected.kind === 'any-of') return expected.of.every(needsSuccess);
  return NEEDING_SUCCESS.has(expected.kind);
}

/** What the model expects is judged by what it knows, and of policies it knows nothing. */
const NEEDING_SUCCESS: ReadonlySet<AnswerExpectation['kind']> = new Set([
  'success',
  'regions',
  'unmixed',
  'model',
  'linearizable',
]);

const MINUTE_MS = 60_000;

/** Whether a request is signed as it should be, so that a refusal of its signature is none of its own. */
export function isPlain({ identity, signing, provokes, transport }: WireRequest): boolean {
  return identity !== null && !signing && !provokes?.includes('signature') && transport !== 'raw';
}

const refusing = credentialErrors();

/** What a refusal of the credentials or the clock shows; `null`: the answer is none. The request has to be plain. */
export function credentialSighting({ error, status, exchange }: Answer): Sighting | null {
  const { identity, operation } = exchange.request;
  if (error === null || !identity || !refusing.has(error)) return null;
  const off = clockOff(exchange.response?.headers ?? [], Date.now());
  const expired = troubleOf('expired').errors.includes(error);
  const kind = off !== '' ? 'clock' : expired ? 'expired' : 'credentials';
  return { kind, identity, operation: operation ?? '', found: `${status} ${error}`, off };
}

/** How far the clock is off by which requests are signed, as the service's own tells; empty where no signature would be refused for it. */
function clockOff(headers: Parameters<typeof headerValue>[0], now: number): string {
  const theirs = Date.parse(headerValue(headers, 'date') ?? '');
  const difference = now - theirs;
  if (!(Math.abs(difference) > loadSigning().skewSeconds.accepted * 1000)) return '';
  const minutes = Math.round(Math.abs(difference) / MINUTE_MS);
  return `${minutes} minutes ${difference < 0 ? 'behind' : 'ahead of'}`;
}

const denials = loadTrouble().filter(({ shows }) => shows === 'denial');

/**
 * What the denial of a control shows; `null`: it says no cause that is the caller's. Without a message that names a
 * policy (`silent`) it is trouble only off loopback, and only on the caller's own account.
 */
export function denialSighting(
  answer: Answer,
  target: Target,
  input: Json | undefined,
  { silent = !target.loopback } = {},
): Sighting | null {
  const { identity, operation } = answer.exchange.request;
  if (!identity || operation === null || answer.error !== loadIam().denial.error) return null;
  const own = asObject(input)?.['AccountId'] === undefined;
  for (const { kind, messages } of denials) {
    const found = messages.map((form) => new RegExp(form, 'iu').exec(answer.message ?? '')).find(Boolean);
    if (!found) continue;
    if (kind === 'trusted-access' && (own || !trustsAsConfigured(identity, target))) continue;
    return { kind, identity, operation, found: found[1] ?? found[0], off: '' };
  }
  if (!silent || !own) return null;
  return { kind: 'denied', identity, operation, found: `${answer.status} ${answer.error}`, off: '' };
}

/** Whether the configuration says that trusted access is on where the identity is at home. */
function trustsAsConfigured({ organization }: Identity, { world }: Target): boolean {
  return world.organizations.some(({ id, trustedAccess }) => id === organization && trustedAccess);
}
