import type { RestorerSession } from '../../harness/restore/restorer-session.ts';
import type { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { BrokenConnection } from '../../harness/errors.ts';
import { bucketOf, isNotSent, type Breach } from '../execute/breach.ts';
import type { FuzzCall } from '../fuzz-call.ts';
import { Execution, type FuzzEnvironment, type Performed } from '../execute/execution.ts';

/** How sequences are tried again, each from the state before the first change. */
export interface Trials {
  readonly environment: FuzzEnvironment;
  readonly restorer: StateRestorer;
  readonly foreign: RestorerSession;
  readonly isForeign: (call: FuzzCall) => boolean;
}

/** A sequence that shows a breach with its last call. */
export interface Shown {
  readonly breach: Breach;
  readonly calls: readonly FuzzCall[];
  readonly performed: readonly Performed[];
}

/** Sends calls until one shows a breach of the bucket, and puts the state back; `null`: none did. */
export async function attempt(
  trials: Trials,
  calls: readonly FuzzCall[],
  bucket: string,
): Promise<Shown | null> {
  const { environment, restorer, foreign, isForeign } = trials;
  const own = restorer.open();
  const execution = new Execution(environment, { own, foreign });
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
