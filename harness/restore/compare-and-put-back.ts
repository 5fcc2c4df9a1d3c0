import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { pollUntil } from '../poll.ts';
import { contactDigest } from './contact-digest.ts';
import { namedMembers, sameContact } from './same-contact.ts';
import { ANY_NAME, type OwnWrites } from './own-writes.ts';
import {
  putContact,
  putEmail,
  putPrimary,
  putRegionsBack,
  settlesIn,
  type ChangedRegion,
  type Put,
} from './put-back.ts';
import {
  readContact,
  readEmail,
  readPrimary,
  regionStatus,
  regionStatuses,
  type Snapshot,
} from './snapshot.ts';

/** What came of it, in words. */
export interface PutBack {
  /** Ours, and still there. */
  readonly left: readonly string[];
  /** Neither ours nor the original: changed by somebody else, and left alone. */
  readonly foreign: readonly string[];
  /** Made of our values and original ones, though no request of ours wrote it so: put back, and worth a mention. */
  readonly mended: readonly string[];
}

/** Compares with the original, and puts back what is ours. What somebody else changed stays as it is. */
export async function compareAndPutBack(snapshot: Snapshot, own: OwnWrites, put: Put): Promise<PutBack> {
  if (own.isEmpty) return NOTHING;
  return snapshot.kind === 'region'
    ? regionsBack(snapshot.statuses, own, put)
    : together(partsOf(snapshot, put), own, put);
}

/**
 * What somebody else changed of the named parts, in words; read right now, and left alone. `null`: it cannot be read.
 * A region goes by what its status settles in.
 */
export async function changedByOthers(
  snapshot: Snapshot,
  names: readonly string[],
  own: OwnWrites,
  put: Put,
): Promise<string[] | null> {
  const foreign: string[] = [];
  if (snapshot.kind === 'region') {
    for (const region of names) {
      const original = Object.hasOwn(snapshot.statuses, region) ? snapshot.statuses[region] : undefined;
      if (original === undefined || maySettleAnyhow(region, own)) continue;
      const current = await regionStatus(region, put.reach);
      if (current === undefined) return null;
      if (settlesIn(current) !== settlesIn(original) && !mayBeOurs(region, current, own))
        foreign.push(`${region} ${FOREIGN}`);
    }
    return foreign;
  }
  for (const part of partsOf(snapshot, put).filter(({ name }) => names.includes(name))) {
    const current = await part.read();
    if (current === undefined) return null;
    if (isForeign(current, part, own, put)) foreign.push(`${part.name} ${FOREIGN}`);
  }
  return foreign;
}

function partsOf(snapshot: Exclude<Snapshot, { kind: 'region' }>, put: Put): Part[] {
  switch (snapshot.kind) {
    case 'alternate-contact':
      return Object.entries(snapshot.contacts).map(([type, contact]) => ({
        name: type,
        original: contact,
        deletedBy: 'DeleteAlternateContact',
        read: () => readContact(type, put.reach),
        restore: () => putContact(type, contact, put),
      }));
    case 'primary-contact': {
      const { kind, contact } = snapshot;
      if (!contact) return [];
      const read = () => readPrimary(put.reach);
      return [
        { name: kind, original: contact, deletedBy: null, read, restore: () => putPrimary(contact, put) },
      ];
    }
    case 'primary-email': {
      const { kind, email } = snapshot;
      const read = async () => {
        const found = await readEmail(put.reach);
        return found === null ? undefined : { PrimaryEmail: found };
      };
      const restore = () => putEmail(email, put);
      return [{ name: kind, original: { PrimaryEmail: email }, deletedBy: null, read, restore }];
    }
  }
}

const NOTHING: PutBack = { left: [], foreign: [], mended: [] };
/** How a problem ends that is no fault of ours. */
export const FOREIGN = 'was changed by somebody else meanwhile, and is left alone';
const UNNAMED =
  'changed when or after a request of ours was sent that names no region, whose answer is not known: whose change it is cannot be told, so it is left alone';
const MENDED =
  'held values that were ours or the original, though we never wrote them together: it was put back';

interface Part {
  readonly name: string;
  readonly original: JsonObject | null;
  readonly deletedBy: string | null;
  read(): Promise<JsonObject | null | undefined>;
  restore(): Promise<string | null>;
}

async function together(parts: readonly Part[], own: OwnWrites, put: Put): Promise<PutBack> {
  const known = parts.map(({ name }) => name);
  const touched = parts.filter(({ name }) => isAmong(own.names(), name, known));
  const { written = 'all' } = put;
  const mayLag = ({ name }: Part) =>
    put.target.timing.consistencyWindow > 0 && (written === 'all' || isAmong([...written], name, known));
  const left: string[] = [];
  const foreign: string[] = [];
  const mended: string[] = [];
  // Where all may have been written, what is put back of one is seen in what is read of the next.
  const readAtOnce = written === 'all' ? null : await Promise.all(touched.map((part) => part.read()));
  for (const [at, part] of touched.entries()) {
    const current = readAtOnce ? readAtOnce[at] : await part.read();
    if (current === undefined) left.push(`${part.name}: cannot be read`);
    else if (isForeign(current, part, own, put)) foreign.push(`${part.name} ${FOREIGN}`);
    // A read may lag our last write, so that it shows the original of what has changed.
    else if (mayLag(part) || !sameContact(put.contract, current, part.original)) {
      const problem = await partBack(part, put);
      if (problem !== null) {
        left.push(problem);
        if (current) put.debris?.noteContact(current);
      } else if (isMixed(current, part, own, put)) mended.push(`${part.name} ${MENDED}`);
    }
  }
  return { left, foreign, mended };
}

async function partBack(part: Part, put: Put): Promise<string | null> {
  const problem = await part.restore();
  if (problem !== null) return problem;
  const settled = await pollUntil(part.read, (found) => sameContact(put.contract, found, part.original), {
    withinMs: put.target.timing.consistencyWindow,
    pace: put.regions?.pace,
    signal: put.signal ?? new AbortController().signal,
  });
  return sameContact(put.contract, settled, part.original)
    ? null
    : `${part.name}: was put back, but reads otherwise`;
}

function isForeign(
  current: JsonObject | null,
  { name, original, deletedBy }: Part,
  own: OwnWrites,
  { contract }: Put,
): boolean {
  if (sameContact(contract, current, original)) return false;
  return current === null
    ? deletedBy === null || !own.asked(deletedBy, name)
    : !own.covers(
        namedMembers(contract, current),
        name,
        original === null ? { AlternateContactType: name } : original,
      );
}

/** Of our values and original ones, but no contact that we wrote, nor the one that was there. */
function isMixed(
  current: JsonObject | null,
  { name, original }: Part,
  own: OwnWrites,
  { contract }: Put,
): boolean {
  const named = current && namedMembers(contract, current);
  if (named === null || !own.neverWrote(named, name)) return false;
  return original === null || contactDigest(named) !== contactDigest(namedMembers(contract, original));
}

/** A name that is none of ours may have been taken for any of them. */
function isAmong(names: readonly string[], name: string, known: readonly string[]): boolean {
  return names.includes(name) || names.some((one) => one === ANY_NAME || !known.includes(one));
}

async function regionsBack(
  originals: Readonly<Record<string, string>>,
  own: OwnWrites,
  put: Put,
): Promise<PutBack> {
  const now = await regionStatuses(put.reach);
  if (!now) return { ...NOTHING, left: ['the regions cannot be listed'] };
  const ours: ChangedRegion[] = [];
  const foreign: string[] = [];
  for (const [region, original] of Object.entries(originals)) {
    const current = now[region];
    const isAsItWas = settlesIn(current ?? '') === settlesIn(original);
    // A read may lag our last request.
    const mayLag = put.target.timing.consistencyWindow > 0 && own.mayShowLate(region);
    if (isAsItWas && !mayLag) continue;
    if (isAsItWas || mayBeOurs(region, current, own)) ours.push({ region, original, now: current });
    else foreign.push(`${region} ${mayBeUnnamed(region, current, own) ? UNNAMED : FOREIGN}`);
  }
  const problems = await putRegionsBack(ours, put);
  for (const [at, { region }] of ours.entries()) if (problems[at] === null) own.seen(region);
  return { ...NOTHING, left: problems.filter((problem) => problem !== null), foreign };
}

/** Whether it changed since a request went out of which it is not known what it changed. */
function mayBeUnnamed(region: string, current: string | undefined, own: OwnWrites): boolean {
  return own.unnamed.some(({ statuses }) => settlesIn(statuses[region] ?? '') !== settlesIn(current ?? ''));
}

/** Whether a request of ours leads to this status; to one that no request leads to, any of ours may have. */
function mayBeOurs(region: string, status: string | undefined, own: OwnWrites): boolean {
  const { transitions } = loadLifecycle();
  const leading = transitions.filter(({ to }) => to === settlesIn(status ?? ''));
  return (leading.length > 0 ? leading : transitions).some(({ request }) => own.asked(request, region));
}

/** Whether each status may be ours, so that none tells of anybody else. */
function maySettleAnyhow(region: string, own: OwnWrites): boolean {
  return loadLifecycle().transitions.every(({ request }) => own.asked(request, region));
}
