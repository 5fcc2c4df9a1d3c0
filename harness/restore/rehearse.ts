import { loadIam } from '../../spec/load-iam.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { describeAnswer } from '../answers/describe.ts';
import { pollUntil } from '../poll.ts';
import { putContact, putPrimary, settledStatus, settlesIn, succeeded, type Put } from './put-back.ts';
import { sameContact } from './same-contact.ts';
import { readContact, readPrimary, type Snapshot } from './snapshot.ts';
import type { JsonObject } from '../../spec/json.ts';

/**
 * Puts the original back while it is still there. Returns why that does not work, in words, so that it is not
 * touched; `null`: it works. `name` is a contact type or a region.
 */
export async function rehearse(snapshot: Snapshot, name: string, put: Put): Promise<string | null> {
  switch (snapshot.kind) {
    case 'alternate-contact': {
      const original = Object.hasOwn(snapshot.contacts, name) ? snapshot.contacts[name] : undefined;
      if (original === undefined) return null;
      if (!sameContact(put.contract, await readContact(name, put.reach), original)) return CHANGED;
      const problem = await putContact(name, original, put);
      return problem ?? reads(() => readContact(name, put.reach), original, put);
    }
    case 'primary-contact':
      if (!snapshot.contact) return 'there is none yet, and one cannot be deleted';
      if (!sameContact(put.contract, await readPrimary(put.reach), snapshot.contact)) return CHANGED;
      return (
        (await putPrimary(snapshot.contact, put)) ??
        reads(() => readPrimary(put.reach), snapshot.contact, put)
      );
    case 'primary-email':
      // Only an emulator's is ever changed, whose password is known.
      return null;
    case 'region':
      return rehearseRegion(
        name,
        Object.hasOwn(snapshot.statuses, name) ? snapshot.statuses[name] : undefined,
        put,
      );
  }
}

/** Rehearsing it would undo what somebody else did. */
const CHANGED = 'it was changed meanwhile, by somebody else';

type Contact = JsonObject | null;

async function reads(
  read: () => Promise<Contact | undefined>,
  original: Contact,
  put: Put,
): Promise<string | null> {
  const found = await pollUntil(read, (value) => sameContact(put.contract, value, original), {
    withinMs: put.target.timing.consistencyWindow,
    pace: put.regions?.pace,
    signal: put.signal ?? new AbortController().signal,
  });
  return sameContact(put.contract, found, original) ? null : 'what was put back reads otherwise';
}

/** Asks for the status that the region has: redundant, so that nothing changes, but denied where it is not permitted. */
async function rehearseRegion(
  region: string,
  original: string | undefined,
  put: Put,
): Promise<string | null> {
  const { fixed, transitions, pending } = loadLifecycle();
  if (original === undefined || fixed.includes(original)) return null;
  const wanted = settlesIn(original);
  const settled = await settledStatus(region, put);
  if (settled !== wanted) {
    return `it is ${settled ?? 'unreadable'}${pending.includes(settled ?? '') ? ', pending' : ''}`;
  }
  const change = transitions.find(({ to }) => to === wanted);
  if (!change) return null;
  const answer = await put.reach(change.request, { RegionName: region });
  if (answer.error === loadIam().denial.error || answer.status === null) return describeAnswer(answer);
  if (succeeded(answer.status)) await settledStatus(region, put);
  return null;
}
