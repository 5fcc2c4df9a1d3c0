import { isDeepStrictEqual } from 'node:util';
import { namedMembers, sameContact, sameSnapshot } from './same-contact.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { Target } from '../../targets/target.ts';
import type { AccountRegions } from '../resources/region/plan.ts';
import type { Answer } from '../answers/answer.ts';
import { describeAnswer } from '../answers/describe.ts';
import { realPace } from '../../targets/pacing/pace.ts';
import { atMostAtOnce, pollUntil } from '../poll.ts';
import { addressPatience, isSameAddress, learnAddress } from '../resources/address-patience.ts';
import type { Debris } from './debris.ts';
import {
  readContact,
  readEmail,
  regionStatus,
  regionStatuses,
  takeSnapshot,
  type Reach,
  type Snapshot,
} from './snapshot.ts';

/** What is put back, and by whom. */
export interface Put {
  readonly contract: Contract;
  readonly reach: Reach;
  /** Contact types, regions or addresses that were touched. */
  readonly names: ReadonlySet<string> | 'all';
  /**
   * Of a contact: what may have been written since it was put back the last time. What reads as it was may be written
   * all the same, where reads lag; anything may be, where it is not given.
   */
  readonly written?: ReadonlySet<string> | 'all';
  /** Those through whom updates of an address were asked for. */
  readonly askedThrough?: readonly Reach[];
  /** How long it takes there, and what an update of a primary e-mail address is accepted with. */
  readonly target: Pick<Target, 'timing' | 'oneTimePassword'>;
  readonly signal?: AbortSignal | undefined;
  /** What was learned of the account's regions; each is waited for as long as it may take, where it is not given. */
  readonly regions?: AccountRegions | null;
  /** Told of contacts that cannot be put back. */
  readonly debris?: Debris;
}

/** How a resource is compared with its original. */
export type Comparing = Pick<Put, 'written' | 'signal'>;

/** Puts the touched part of a snapshot back. Returns why it could not, in words; `null`: done. */
export async function putBack(snapshot: Snapshot, put: Put): Promise<string | null> {
  const problem = await write(snapshot, put);
  if (problem === null) return null;
  // What could not be written need not be written where nothing changed.
  const now = await takeSnapshot(put.contract, snapshot.kind, put.reach);
  if (sameSnapshot(put.contract, now, snapshot)) return null;
  for (const contact of contactsOf(now)) {
    const isOriginal = contactsOf(snapshot).some((one) => sameContact(put.contract, one, contact));
    if (!isOriginal) put.debris?.noteContact(contact);
  }
  return problem;
}

function contactsOf(snapshot: Snapshot | null): JsonObject[] {
  if (snapshot?.kind === 'primary-contact') return snapshot.contact ? [snapshot.contact] : [];
  return snapshot?.kind === 'alternate-contact'
    ? Object.values(snapshot.contacts).filter((contact) => contact !== null)
    : [];
}

async function write(snapshot: Snapshot, put: Put): Promise<string | null> {
  switch (snapshot.kind) {
    case 'alternate-contact':
      return eachTouched(snapshot.contacts, put, (type, contact) => putContact(type, contact, put));
    case 'primary-contact':
      return snapshot.contact ? putPrimary(snapshot.contact, put) : null;
    case 'primary-email':
      return putEmail(snapshot.email, put);
    case 'region':
      return putRegions(snapshot.statuses, put);
  }
}

async function eachTouched<T>(
  entries: Readonly<Record<string, T>>,
  { names }: Put,
  one: (name: string, value: T) => Promise<string | null>,
): Promise<string | null> {
  const problems: string[] = [];
  // A name that is none of ours may have been taken for any of them.
  const all = names === 'all' || [...names].some((touched) => !(touched in entries));
  const isTouched = (name: string) => all || names.has(name);
  for (const [name, value] of Object.entries(entries)) {
    if (!isTouched(name)) continue;
    const problem = await one(name, value);
    if (problem !== null) problems.push(problem);
  }
  return problems.length === 0 ? null : problems.join('; ');
}

/** Puts one alternate contact back, or deletes it where there was none. */
export async function putContact(type: string, contact: JsonObject | null, put: Put): Promise<string | null> {
  const { reach, contract } = put;
  if (contact) {
    const send = (members: JsonObject) =>
      reach('PutAlternateContact', { ...members, AlternateContactType: type });
    const problem = await putOrNamed('PutAlternateContact', contact, send, contract);
    return problem && `${type}: ${problem}`;
  }
  const answer = await reach('DeleteAlternateContact', { AlternateContactType: type });
  if (succeeded(answer.status)) return null;
  const isGone = answer.error === 'ResourceNotFoundException' && !(await staysReadable(type, put));
  return isGone ? null : `${type}: ${describeAnswer(answer)}`;
}

/** Whether a contact is read that is said to be none; a read may lag its end. */
async function staysReadable(
  type: string,
  { reach, target: { timing }, regions, signal }: Put,
): Promise<boolean> {
  const found = await pollUntil(
    () => readContact(type, reach),
    (contact) => !contact,
    {
      withinMs: timing.consistencyWindow,
      pace: regions?.pace,
      signal: signal ?? new AbortController().signal,
    },
  );
  return Boolean(found);
}

/** Puts the primary contact back. */
export async function putPrimary(contact: JsonObject, { reach, contract }: Put): Promise<string | null> {
  const put = (members: JsonObject) => reach('PutContactInformation', { ContactInformation: members });
  return putOrNamed('PutContactInformation', contact, put, contract);
}

/** As it was read and, where the service refuses further members that it showed itself, without these. */
async function putOrNamed(
  operation: string,
  contact: JsonObject,
  put: (members: JsonObject) => Promise<Answer>,
  contract: Contract,
): Promise<string | null> {
  const answer = await put(contact);
  if (succeeded(answer.status)) return null;
  const named = namedMembers(contract, contact);
  if (isDeepStrictEqual(named, contact)) return describeAnswer(answer);
  const again = await put(named);
  return succeeded(again.status) ? null : describeAnswer(again);
}

/** Leaves no update pending, and updates the primary e-mail address to the original, unless it is that. */
export async function putEmail(email: string, put: Put): Promise<string | null> {
  const Otp = put.target.oneTimePassword ?? '';
  const started = put.names === 'all' ? [] : put.names;
  for (const reach of put.askedThrough ?? []) {
    for (const PrimaryEmail of started) {
      const answer = await reach('AcceptPrimaryEmailUpdate', { PrimaryEmail, Otp });
      await untilShown(answer, PrimaryEmail, put);
    }
  }
  if ((await readEmail(put.reach)) === email) return null;
  const update = { PrimaryEmail: email };
  for (const [operation, input] of [
    ['StartPrimaryEmailUpdate', update],
    ['AcceptPrimaryEmailUpdate', { ...update, Otp }],
  ] as const) {
    const answer = await put.reach(operation, input);
    if (!succeeded(answer.status)) return describeAnswer(answer);
    await untilShown(answer, email, put);
  }
  return null;
}

/** Waits for an address that was accepted and that may come only some time later. */
async function untilShown(
  { status, output }: Answer,
  email: string,
  { reach, target, regions, signal = new AbortController().signal }: Put,
): Promise<void> {
  if (!succeeded(status) || output?.['Status'] !== 'ACCEPTED') return;
  const last = await pollUntil(
    () => readEmail(reach),
    (address) => isSameAddress(address, email),
    { withinMs: addressPatience(target), pace: regions?.pace, signal },
  );
  learnAddress(target, isSameAddress(last, email));
}

async function putRegions(originals: Readonly<Record<string, string>>, put: Put): Promise<string | null> {
  const now = await regionStatuses(put.reach);
  if (!now) return 'the regions cannot be listed';
  const changed = Object.entries(originals).filter(([region, status]) => now[region] !== status);
  const regions = changed.map(([region, original]) => ({ region, original, now: now[region] }));
  const problems = (await putRegionsBack(regions, put)).filter((problem) => problem !== null);
  return problems.length === 0 ? null : problems.join('; ');
}

export interface ChangedRegion {
  readonly region: string;
  /** Its status before the first change. */
  readonly original: string;
  /** What was read just now; `undefined`: nothing. */
  readonly now: string | undefined;
}

/** Brings regions to what their originals settle in, as many at once as an account may change. Returns of each why it failed; `null`: it did not. */
export async function putRegionsBack(
  regions: readonly ChangedRegion[],
  put: Put,
): Promise<(string | null)[]> {
  const { perAccount } = loadQuotas().concurrentRegionRequests;
  // What surely has to change takes longest.
  const differs = ({ now, original }: ChangedRegion) => Number(settlesIn(now ?? '') !== settlesIn(original));
  const longestFirst = regions.toSorted((one, other) => differs(other) - differs(one));
  const each = async (region: ChangedRegion) => [region, await putRegion(region, put)] as const;
  const problems = new Map(await atMostAtOnce(longestFirst, perAccount, each));
  return regions.map((region) => problems.get(region) ?? null);
}

/** How often a change of ours is waited for that did not show when it was to be put back. */
const MOST_HIDDEN = 2;

/** Brings a region to the status that its original settles in, and waits for it. */
async function putRegion(changed: ChangedRegion, put: Put, hidden = MOST_HIDDEN): Promise<string | null> {
  const { region, original } = changed;
  const { pending, transitions } = loadLifecycle();
  const { consistencyWindow } = put.target.timing;
  const wanted = settlesIn(original);
  const isSettled = changed.now !== undefined && !pending.includes(changed.now);
  // Unless what was read may have been out of date.
  const isKnown = isSettled && consistencyWindow === 0;
  const settled = isKnown ? changed.now : await settledStatus(region, put);
  if (settled === wanted && consistencyWindow === 0) return null;
  // Where reads lag, only what a request is answered tells whether a change of ours is done, or under way.
  const change = transitions.find(({ from, to }) => to === wanted && (from === settled || to === settled));
  if (!change) return settled === wanted ? null : `${region}: is ${settled ?? 'unreadable'}, was ${original}`;
  const answer = await put.reach(change.request, { RegionName: region });
  const isUnderWay = consistencyWindow > 0 && isRefusal(answer, change.request, pending);
  if (isUnderWay && hidden > 0) {
    const shown = await lateStatus(region, (status) => status !== settled, put);
    return shown === wanted ? null : putRegion(changed, put, hidden - 1);
  }
  const isSure = succeeded(answer.status) || isRefusal(answer, change.request, [wanted]);
  const now = isSure
    ? await lateStatus(region, (status) => status === wanted, put)
    : await lateStatus(region, () => false, put);
  // Also where it was refused: sent again after its connection broke, it may have come too late.
  if (now === wanted) return null;
  if (!succeeded(answer.status)) return `${region}: ${describeAnswer(answer)}`;
  return `${region}: still ${now ?? 'unreadable'}${pending.includes(now ?? '') ? ', pending' : ''}`;
}

/** Of the time that a change may take at most: how soon it is asked about again. */
const FIRST_PAUSE = 1 / 500;

/** The status in which a pending one ends; any other one stays. */
export function settlesIn(status: string): string {
  return loadLifecycle().transitions.find(({ via }) => via === status)?.to ?? status;
}

/** Whether this is how a request is refused from one of these statuses. */
function isRefusal({ error }: Answer, request: string, statuses: readonly string[]): boolean {
  return loadLifecycle().refusals.some(
    (one) => one.request === request && statuses.includes(one.from) && one.errors.includes(error ?? ''),
  );
}

/** The settled status as soon as it is `enough`, or cannot be older than the window in which reads may lag. */
async function lateStatus(
  region: string,
  enough: (status: string) => boolean,
  put: Put,
): Promise<string | undefined> {
  const { now } = put.regions?.pace ?? realPace;
  const reliable = now() + put.target.timing.consistencyWindow;
  return settledStatus(region, put, (status) => enough(status) || now() >= reliable);
}

/** The status once no change is under way; a pending one where that takes too long, `undefined` where it cannot be read. */
export async function settledStatus(
  region: string,
  { reach, target: { timing }, regions, signal }: Put,
  enough: (status: string) => boolean = () => true,
): Promise<string | undefined> {
  const { pending } = loadLifecycle();
  // All of its time, whatever the rules gave it, but once.
  const withinMs = regions?.isGivenUp(region) ? 0 : timing.regionTimeout;
  const found = await pollUntil(
    () => regionStatus(region, reach),
    (status) => status === undefined || (!pending.includes(status) && enough(status)),
    {
      withinMs,
      firstPauseMs: withinMs * FIRST_PAUSE,
      pace: regions?.pace,
      signal: signal ?? new AbortController().signal,
    },
  );
  regions?.left(region, found ?? null);
  if (found !== undefined && pending.includes(found)) regions?.giveUp(region);
  return found;
}

/** Whether a call was answered with a success, be it another one than the documented. */
export function succeeded(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
