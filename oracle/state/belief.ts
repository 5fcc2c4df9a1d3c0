import type { Stored } from './stored.ts';
import { withoutOuter } from '../input/text-verdict.ts';

/** What a place may hold: anything, or one of these contacts; `null` in the list: none. */
export type Belief = 'unknown' | readonly (Stored | null)[];

/** Either of two beliefs may be true. */
export function either(one: Belief, other: Belief): Belief {
  if (one === other) return one;
  if (one === 'unknown' || other === 'unknown') return 'unknown';
  const known = new Map<string, Stored | null>();
  for (const value of [...one, ...other]) known.set(JSON.stringify(value), value);
  return [...known.values()];
}

export function mayBeAbsent(belief: Belief): boolean {
  return belief === 'unknown' || belief.includes(null);
}

export function mayBePresent(belief: Belief): boolean {
  return belief === 'unknown' || belief.some((value) => value !== null);
}

/** The belief in words; texts are shown only where a put wrote them. */
export function describeBelief(belief: Belief): string {
  if (belief === 'unknown') return 'any contact';
  return belief.map((value) => (value === null ? 'none' : describeStored(value))).join(' or ');
}

function describeStored(stored: Stored): string {
  if (!stored.written) return 'the contact that was read before';
  const members = Object.entries(stored.members).flatMap(([name, forms]) =>
    forms[0] === null || forms[0] === undefined ? [] : [`${name} ${JSON.stringify(forms[0])}`],
  );
  return `{ ${members.join(', ')} }`;
}

/** What may be true of an account's primary e-mail address and of the updates of it. */
export interface EmailBelief {
  /** The address that the account may have now. */
  readonly address: Belief;
  /** Addresses that were accepted and may yet take the place of it, in their order. */
  readonly ahead: readonly Stored[];
  /** The update that was started last and must be accepted; `null`: none is known to be like that. */
  readonly pending: Pending | null;
  /** The last addresses whose updates were started and not accepted since; one stands as often as it was started. */
  readonly open: readonly string[];
  /** The last addresses to which no update is pending, as far as is known. To any other one may be. */
  readonly settled: readonly Settled[];
  /** Nothing was refused since the last start or acceptance that may have made the service wary of further ones. */
  readonly steady: boolean;
}

interface Pending {
  readonly email: string;
  /** Account of the caller that started it. */
  readonly startedBy: string;
}

/** An address whose update was accepted, or refused to a caller though nothing but the update can have been missing. */
interface Settled {
  readonly email: string;
  /** Account of the caller that it was refused to; `null`: it was accepted. */
  readonly refusedTo: string | null;
}

/** Nothing is known: an update to any address may have been started before the first call. */
export const UNKNOWN_EMAIL: EmailBelief = {
  address: 'unknown',
  ahead: [],
  pending: null,
  open: [],
  settled: [],
  steady: false,
};

/** Bounds what is copied with each change. */
const MOST = 32;

/** After an update was started, which may replace the one before. `null`: it need not be accepted. */
export function started(belief: EmailBelief, email: string, pending: Pending | null): EmailBelief {
  const settled = belief.settled.filter((one) => !sameAddress(one.email, email));
  return { ...belief, pending, open: [...belief.open, email].slice(-MOST), settled, steady: true };
}

/**
 * After an update was accepted, which need not have changed the address yet unless it is completed; whether others are
 * still pending is the service's choice.
 */
export function accepted(
  belief: EmailBelief,
  email: string,
  stored: Stored,
  isCompleted: boolean,
): EmailBelief {
  const first = belief.open.findIndex((one) => sameAddress(one, email));
  const open = first === -1 ? belief.open : belief.open.toSpliced(first, 1);
  // A service may keep both where two were started to the same address.
  const isOpen = open.some((one) => sameAddress(one, email));
  const settled = isOpen ? belief.settled : withSettled(belief, { email, refusedTo: null });
  const now: Pick<EmailBelief, 'address' | 'ahead'> = isCompleted
    ? { address: [stored], ahead: [] }
    : { address: belief.address, ahead: [...belief.ahead, stored].slice(-MOST) };
  return { ...now, pending: null, open, settled, steady: true };
}

/** After an acceptance was refused that would have been right, had an update to the address been pending. */
export function notPending(belief: EmailBelief, email: string, refusedTo: string): EmailBelief {
  return belief.steady ? { ...belief, settled: withSettled(belief, { email, refusedTo }) } : belief;
}

/** After something for which a service may give up what is pending, or refuse more than before. */
export function mayBeGivenUp(belief: EmailBelief): EmailBelief {
  return belief.steady ? { ...belief, pending: null, steady: false } : belief;
}

/** Either of two beliefs may be true. */
export function eitherEmail(one: EmailBelief, other: EmailBelief): EmailBelief {
  if (one === other) return one;
  const { pending } = one;
  const same = pending?.email === other.pending?.email && pending?.startedBy === other.pending?.startedBy;
  return {
    address: either(one.address, other.address),
    // The states share a past, so that the longer list holds both.
    ahead: one.ahead.length >= other.ahead.length ? one.ahead : other.ahead,
    pending: same ? pending : null,
    // The states share a past, so that the longer list holds both.
    open: one.open.length >= other.open.length ? one.open : other.open,
    settled: one.settled.filter(({ email, refusedTo }) =>
      other.settled.some((second) => second.email === email && second.refusedTo === refusedTo),
    ),
    steady: one.steady && other.steady,
  };
}

/** Whether a service that ignores case and outer white space takes two addresses for one. */
export function sameAddress(one: string, other: string): boolean {
  return one === other || addressKey(one) === addressKey(other);
}

function addressKey(email: string): string {
  return withoutOuter(email.toWellFormed()).toLowerCase();
}

function withSettled({ settled }: EmailBelief, added: Settled): Settled[] {
  return [...settled.filter(({ email }) => email !== added.email), added].slice(-MOST);
}
