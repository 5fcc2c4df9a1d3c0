import { isOfEmail, type Contract, type Operation } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { namedAccount, type FuzzCall } from '../fuzz-call.ts';
import { bucketOf, isNotSent, type Breach } from '../execute/breach.ts';
import { inEffect, sameSubject } from './in-effect.ts';
import { Execution, type FuzzEnvironment, type NeedsProof, type Performed } from '../execute/execution.ts';
import type { RestorerSession } from '../../harness/restore/restorer-session.ts';
import type { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { BrokenConnection } from '../../harness/errors.ts';

export interface Shrunk {
  readonly shown: Shown;
  readonly shrinks: number;
  /** Why it was cut short; `null`: nothing simpler shows it. */
  readonly note: string | null;
}

/** Looks for fewer and simpler calls that show the same, within so many requests, and until the signal is aborted. */
export async function shrink(trials: Trials, found: Shown, budget: number): Promise<Shrunk> {
  const { signal } = trials.environment;
  const bucket = bucketOf(found.breach);
  let best = found;
  let spent = 0;
  let shrinks = 0;
  const better = async (calls: readonly FuzzCall[]): Promise<boolean> => {
    spent += calls.length;
    const shown = await attempt(trials, calls, bucket).catch(unlessAborted(signal));
    if (!shown) return false;
    best = shown;
    shrinks += 1;
    return true;
  };
  const affordable = (calls: number) => !signal.aborted && spent + calls <= budget;
  const cutShort = () => ({
    shown: best,
    shrinks,
    note: signal.aborted
      ? `shrinking ended: ${whyAborted(signal)}`
      : `shrinking ended after ${budget} requests`,
  });

  for (const guess of likelyCauses(best, trials.environment)) {
    if (guess.length < best.calls.length && affordable(guess.length) && (await better(guess))) break;
  }
  for (let size = Math.ceil(best.calls.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.calls.length - 1 - size; at >= -size + 1 && best.calls.length > 1; at -= size) {
      const from = Math.max(at, 0);
      const fewer = [...best.calls.slice(0, from), ...best.calls.slice(at + size)];
      if (fewer.length >= best.calls.length || fewer.length === 0) continue;
      if (!affordable(fewer.length)) return cutShort();
      await better(fewer);
    }
  }
  for (let progress = true; progress;) {
    progress = false;
    for (const simpler of simplerInputs(best.calls)) {
      if (!affordable(simpler.length)) return cutShort();
      if (await better(simpler)) {
        progress = true;
        break;
      }
    }
  }
  return signal.aborted ? cutShort() : { shown: best, shrinks, note: null };
}

/** Why nothing more is tried, in words. */
export function whyAborted({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : 'the run was interrupted';
}

/** What was begun when time ran out shows nothing. */
export function unlessAborted(signal: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (signal.aborted) return null;
    throw error;
  };
}

/**
 * Sequences that often suffice: the last call alone, with the pages before it, with what changed its subject, with all
 * that is in effect in its account.
 */
function likelyCauses({ calls, performed }: Shown, environment: FuzzEnvironment): (readonly FuzzCall[])[] {
  const last = calls.at(-1);
  if (!last) return [];
  const pages = referredTo(calls, last);
  const { operations } = environment.contract;
  const writes = performed.filter(
    ({ answer, call }) =>
      call === last || (answer.error === null && isWrite(answer, operations[call.operation])),
  );
  const written = writes.map(({ call }) => call);
  const about = written.filter(
    (call) => call === last || (sameAccount(call, last) && sameSubject(call, last)),
  );
  const ofAccount = written.filter((call) => call === last || sameAccount(call, last));
  // Of whichever account: what one sees may come from another.
  const indistinguishableFrom = written.filter((call) => call === last || sameSubject(call, last));
  const guesses = [
    [last],
    pages,
    ...ofEmails(calls, last, operations),
    about.slice(-2),
    about.slice(-3),
    indistinguishableFrom.slice(-2),
    indistinguishableFrom.slice(-3),
    indistinguishableFrom.slice(-6),
    ...inEffect(written, last, environment),
    about,
    ofAccount,
    written,
  ];
  const list = [...new Set([...written, ...pages])].toSorted(
    (one, other) => calls.indexOf(one) - calls.indexOf(other),
  );
  return [...guesses, list].filter((guess) => guess.length > 0);
}

/** Where operations that change something answer nothing, what is answered nothing changed something. */
function isWrite({ output }: Performed['answer'], operation: Operation | undefined): boolean {
  return output === null || (!!operation?.output && operation.changes !== null);
}

/** The last calls about the primary e-mail address of an account: reads and refused acceptances count too. */
function ofEmails(
  calls: readonly FuzzCall[],
  last: FuzzCall,
  operations: Contract['operations'],
): (readonly FuzzCall[])[] {
  const isAboutEmail = ({ operation }: FuzzCall) => {
    const known = operations[operation];
    return known !== undefined && isOfEmail(known);
  };
  if (!isAboutEmail(last)) return [];
  const all = calls.filter(isAboutEmail);
  const ofAccount = all.filter((call) => sameAccount(call, last));
  return [...[2, 3, 4, 6, 12].map((count) => ofAccount.slice(-count)), ofAccount, all];
}

/** The calls that a call refers to, by a page token or to be compared, and it. */
function referredTo(calls: readonly FuzzCall[], last: FuzzCall): FuzzCall[] {
  const chain = [last];
  for (let of = last.token?.of ?? last.indistinguishableFrom; of !== undefined;) {
    const source = calls.find(({ id }) => id === of);
    if (!source || chain.includes(source)) break;
    chain.unshift(source);
    of = source.token?.of ?? source.indistinguishableFrom;
  }
  return chain;
}

function sameAccount(call: FuzzCall, other: FuzzCall): boolean {
  return (
    namedAccount(call) === namedAccount(other) &&
    (namedAccount(call) !== undefined || call.identity === other.identity)
  );
}

/** The same calls with one member less, or one text shorter; what is sent as bytes stays. */
function* simplerInputs(calls: readonly FuzzCall[]): Generator<readonly FuzzCall[]> {
  for (const [at, call] of calls.entries()) {
    if (call.wire) continue;
    for (const input of simplerObjects(call.input)) {
      yield calls.map((other, index) => (index === at ? { ...call, input } : other));
    }
  }
}

function* simplerObjects(value: JsonObject): Generator<JsonObject> {
  for (const name of Object.keys(value)) {
    const { [name]: _, ...others } = value;
    yield others;
  }
  for (const [name, inner] of Object.entries(value)) {
    for (const simpler of simplerValues(inner)) yield { ...value, [name]: simpler };
  }
}

function* simplerValues(value: Json): Generator<Json> {
  if (typeof value === 'string' && value.length > 1) {
    yield value.slice(0, Math.ceil(value.length / 2));
    yield value.slice(0, -1);
    const plain = value.replaceAll(/[^0-9]/g, 'a').replaceAll(/[0-9]/g, '1');
    if (plain !== value) yield plain;
  } else if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    for (const at of list.keys()) yield list.filter((_, index) => index !== at);
  } else if (typeof value === 'object' && value !== null) {
    yield* simplerObjects(value as JsonObject);
  }
}

/** How sequences are tried again, each from the state before the first change. */
export interface Trials {
  readonly environment: FuzzEnvironment;
  readonly restorer: StateRestorer;
  readonly foreign: RestorerSession;
  readonly isForeign: (call: FuzzCall) => boolean;
}

/** A sequence that shows a breach with its last call. */
interface Shown {
  readonly breach: Breach;
  readonly calls: readonly FuzzCall[];
  readonly performed: readonly Performed[];
}

/**
 * Sends calls until one shows a breach of the bucket, and puts the state back; `null`: none did.
 * @param needsProof which reads get all the time that they may lag; none, where it is not given.
 */
export async function attempt(
  trials: Trials,
  calls: readonly FuzzCall[],
  bucket: string,
  needsProof: NeedsProof = () => false,
): Promise<Shown | null> {
  const { environment, restorer, foreign, isForeign } = trials;
  const own = restorer.open();
  const execution = new Execution(environment, { own, foreign }, needsProof);
  const performed: Performed[] = [];
  try {
    for (const call of calls) {
      const done = await execution.perform(call, isForeign(call)).catch(leftOut);
      if (!done) continue;
      performed.push(done);
      const breach = done.breaches.find((one) => bucketOf(one) === bucket);
      if (breach) return { breach, calls: calls.slice(0, performed.length), performed };
    }
    return null;
  } catch (error) {
    if (error instanceof BrokenConnection) return null;
    throw error;
  } finally {
    await own.restore();
  }
}

/** As in the lane that met it: what may not be sent is not. */
function leftOut(error: unknown): null {
  if (isNotSent(error)) return null;
  throw error;
}
