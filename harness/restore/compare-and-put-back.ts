import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { pollUntil } from '../poll.ts';
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
import { readContact, readEmail, readPrimary, regionStatuses, type Snapshot } from './snapshot.ts';

/** What came of it, in words. */
export interface PutBack {
  /** Ours, and still there. */
  readonly left: readonly string[];
  /** Neither ours nor the original: changed by somebody else, and left alone. */
  readonly foreign: readonly string[];
}

/** Compares with the original, and puts back what is ours. What somebody else changed stays as it is. */
export async function compareAndPutBack(snapshot: Snapshot, own: OwnWrites, put: Put): Promise<PutBack> {
  switch (snapshot.kind) {
    case 'alternate-contact':
      return together(
        Object.entries(snapshot.contacts).map(([type, contact]) => ({
          name: type,
          original: contact,
          deletedBy: 'DeleteAlternateContact',
          read: () => readContact(type, put.reach),
          restore: () => putContact(type, contact, put),
        })),
        own,
        put,
      );
    case 'primary-contact': {
      const { contact } = snapshot;
      if (!contact) return NOTHING;
      const read = () => readPrimary(put.reach);
      const restore = () => putPrimary(contact, put);
      return together([{ name: snapshot.kind, original: contact, deletedBy: null, read, restore }], own, put);
    }
    case 'primary-email': {
      const original = { PrimaryEmail: snapshot.email };
      const read = async () => {
        const email = await readEmail(put.reach);
        return email === null ? undefined : { PrimaryEmail: email };
      };
      const restore = () => putEmail(snapshot.email, put);
      return together([{ name: snapshot.kind, original, deletedBy: null, read, restore }], own, put);
    }
    case 'region':
      return regionsBack(snapshot.statuses, own, put);
  }
}

const NOTHING: PutBack = { left: [], foreign: [] };
/** How a problem ends that is no fault of ours. */
export const FOREIGN = 'was changed by somebody else meanwhile, and is left alone';

interface Part {
  readonly name: string;
  readonly original: JsonObject | null;
  readonly deletedBy: string | null;
  read(): Promise<JsonObject | null | undefined>;
  restore(): Promise<string | null>;
}

async function together(parts: readonly Part[], own: OwnWrites, put: Put): Promise<PutBack> {
  const touched = parts.filter(({ name }) =>
    isTouched(
      name,
      parts.map((part) => part.name),
      own,
    ),
  );
  const left: string[] = [];
  const foreign: string[] = [];
  for (const part of touched) {
    const current = await part.read();
    if (current === undefined) left.push(`${part.name}: cannot be read`);
    else if (isForeign(current, part, own)) foreign.push(`${part.name} ${FOREIGN}`);
    // A read may lag our last write, so that it shows the original of what has changed.
    else if (put.target.timing.consistencyWindow > 0 || !isDeepStrictEqual(current, part.original)) {
      const problem = await partBack(part, put);
      if (problem !== null) left.push(problem);
    }
  }
  return { left, foreign };
}

async function partBack(part: Part, put: Put): Promise<string | null> {
  const problem = await part.restore();
  if (problem !== null) return problem;
  const settled = await pollUntil(part.read, (found) => isDeepStrictEqual(found, part.original), {
    withinMs: put.target.timing.consistencyWindow,
    signal: put.signal ?? new AbortController().signal,
  });
  return isDeepStrictEqual(settled, part.original) ? null : `${part.name}: was put back, but reads otherwise`;
}

function isForeign(current: JsonObject | null, { name, original, deletedBy }: Part, own: OwnWrites): boolean {
  if (isDeepStrictEqual(current, original)) return false;
  return current === null
    ? deletedBy === null || !own.asked(deletedBy, name)
    : !own.covers(current, name, original === null ? { AlternateContactType: name } : original);
}

/** A name that is none of ours may have been taken for any of them. */
function isTouched(name: string, known: readonly string[], own: OwnWrites): boolean {
  const names = own.names();
  return names.includes(name) || names.some((one) => one === ANY_NAME || !known.includes(one));
}

async function regionsBack(
  originals: Readonly<Record<string, string>>,
  own: OwnWrites,
  put: Put,
): Promise<PutBack> {
  if (own.names().length === 0) return NOTHING;
  const now = await regionStatuses(put.reach);
  if (!now) return { left: ['the regions cannot be listed'], foreign: [] };
  const ours: ChangedRegion[] = [];
  const foreign: string[] = [];
  for (const [region, original] of Object.entries(originals)) {
    const current = now[region];
    const asked = mayHaveChanged(region, own);
    // A read may lag our last request, so what we asked for is looked at once it has settled.
    if (
      settlesIn(current ?? '') === settlesIn(original) &&
      !(asked && put.target.timing.consistencyWindow > 0)
    )
      continue;
    if (asked) ours.push({ region, original, now: current });
    else foreign.push(`${region} ${FOREIGN}`);
  }
  return { left: await putRegionsBack(ours, put), foreign };
}

function mayHaveChanged(region: string, own: OwnWrites): boolean {
  return loadLifecycle().transitions.some(({ request }) => own.asked(request, region));
}
