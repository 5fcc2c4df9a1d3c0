import { isDeepStrictEqual } from 'node:util';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { loneTarget } from '../../harness/testing/run-against.ts';
import { craftExchange, type Crafted } from '../../harness/testing/test-session.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { ReadLag } from '../../targets/pacing/read-lag.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { Examiner } from '../execute/examiner.ts';
import { Execution, type FuzzEnvironment, type NeedsProof, type Performed } from '../execute/execution.ts';
import type { FuzzCall } from '../fuzz-call.ts';

export const WINDOW = 2000;

const CONTACT = {
  AlternateContactType: 'BILLING',
  Name: 'Ann',
  Title: 'Owner',
  EmailAddress: 'ann@example.com',
  PhoneNumber: '+1 555 0100',
};

const call = (id: number, operation: string, input: JsonObject): FuzzCall => ({
  id,
  identity: 'standalone',
  operation,
  kind: 'valid',
  label: '',
  input,
});

/** A contact that is put and read. */
export const PUT_AND_READ = [
  call(1, 'PutAlternateContact', CONTACT),
  call(2, 'GetAlternateContact', { AlternateContactType: 'BILLING' }),
] as const;

const refused = (status: number, name: string): Crafted => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
  body: { message: 'no' },
});

export interface ContactService {
  readonly environment: FuzzEnvironment;
  readonly restorer: StateRestorer;
  /** Puts a contact and reads it: the read, for how long it was repeated, and how often. */
  putAndRead(needsProof: NeedsProof): Promise<{ performed: Performed; ms: number; reads: number }>;
}

/**
 * A service of one contact, whose time passes only while it is waited for.
 * @param isWrong whether a read shows something else than was put so many milliseconds ago.
 */
export function contactService(isWrong: (ageMs: number) => boolean, windowMs = WINDOW): ContactService {
  let now = 1000;
  let put: { at: number; contact: JsonObject | null } = { at: now, contact: null };
  let reads = 0;
  const pace = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const client: WireClient = {
    send: async (request) => {
      const { operation } = request;
      const input = JSON.parse(Buffer.from(request.body).toString()) as JsonObject;
      const answer = (crafted: Crafted) => craftExchange({ operation, request, ...crafted });
      if (operation === 'PutAlternateContact') {
        const { Name, Title, ...others } = input;
        const isValid = isDeepStrictEqual({ ...others, Name: 'Ann', Title: 'Owner' }, CONTACT);
        if (!Name || !Title || !isValid) return answer(refused(400, 'ValidationException'));
        put = { at: now, contact: input };
      }
      if (operation === 'DeleteAlternateContact') put = { at: now, contact: null };
      if (operation !== 'GetAlternateContact') return answer({});
      reads += 1;
      if (put.contact === null) return answer(refused(404, 'ResourceNotFoundException'));
      const AlternateContact = isWrong(now - put.at) ? { ...put.contact, Title: 'Other' } : put.contact;
      return answer({ body: { AlternateContact } });
    },
    close: async () => {},
  };
  const contract = loadContract();
  const lone = loneTarget(new URL('http://127.0.0.1:9'));
  const target = { ...lone, timing: { ...lone.timing, consistencyWindow: windowMs } };
  const environment: FuzzEnvironment = {
    target,
    contract,
    client,
    examiner: new Examiner(contract, target),
    lag: new ReadLag(windowMs, pace),
    neverSettled: new Set(),
    signal: new AbortController().signal,
    pace: () => null,
    onRequest: () => {},
  };
  const restorer = new StateRestorer(target, contract, client, { waitsUntilSeen: false });
  async function putAndRead(needsProof: NeedsProof) {
    const [write, read] = PUT_AND_READ;
    const restorers = { own: restorer.open(), foreign: restorer.open() };
    const execution = new Execution(environment, restorers, needsProof);
    await execution.perform(write, false);
    const begun = now;
    const before = reads;
    const performed = await execution.perform(read, false);
    return { performed, ms: now - begun, reads: reads - before };
  }
  return { environment, restorer, putAndRead };
}
