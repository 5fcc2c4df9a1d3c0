import type { FindingWriter } from '../../harness/finding.ts';
import { replayFinding } from '../../harness/replay.ts';
import { settledReads } from '../../targets/pacing/read-lag.ts';
import { BrokenConnection } from '../../harness/errors.ts';
import { attempt, shrink, type Shrunk, type Trials, unlessAborted, whyAborted } from './shrink.ts';
import { bucketOf, isNotSent, isOfModel } from '../execute/breach.ts';
import { findingOf, type FuzzFinding } from '../fuzz-finding.ts';
import { inEffect } from './in-effect.ts';
import type { Candidate } from '../execute/explorer.ts';

export interface Investigation extends Trials {
  readonly writer: FindingWriter;
  readonly seed: number;
  /** Requests that may be spent on one finding. */
  readonly shrinkBudget: number;
  readonly targetOptions: string;
}

const TRIES = 2;
const REPLAYS = 3;

/** Shrinks what a lane met and sends it again, to tell whether it is firm. */
export async function investigate(
  { breach, calls, changes, together, last }: Candidate,
  investigation: Investigation,
): Promise<FuzzFinding> {
  const { writer, seed, shrinkBudget, targetOptions, environment, restorer } = investigation;
  const { target, contract, lag, signal } = environment;
  const client = settledReads(environment.client, lag, contract);
  const common = { seed, targetOptions, regionTimeout: target.timing.regionTimeout };
  const tries = [
    ...inEffect(changes, last.call, environment).filter(({ length }) => length < calls.length),
    ...Array.from({ length: TRIES }, () => calls),
    ...(together.length > calls.length ? [together] : []),
  ];
  const unshrunk = (note: string): FuzzFinding => ({
    ...findingOf(writer, breach, [last], { ...common, shrinks: 0, note }),
    reproduced: { times: 0, of: signal.aborted ? 0 : tries.length },
  });
  for (const tried of tries) {
    if (signal.aborted) break;
    const shown = await attempt(investigation, tried, bucketOf(breach)).catch(unlessAborted(signal));
    if (!shown) continue;
    const shrunk = await shrink(investigation, shown, shrinkBudget);
    const proven = await proof(investigation, shrunk);
    if (!proven) continue;
    const { shown: minimal, shrinks, note } = proven;
    const finding = findingOf(writer, minimal.breach, minimal.performed, { ...common, shrinks, note });
    let times = 0;
    let of = 0;
    while (of < REPLAYS && !signal.aborted) {
      const sent = replayFinding(finding, { target, contract, client, restorer, signal });
      const replay = await sent.catch((error: unknown) => (signal.aborted ? null : unknown(error)));
      if (signal.aborted) break;
      of += 1;
      if (replay?.verdict === 'FAILED') times += 1;
    }
    return { ...finding, reproduced: { times, of } };
  }
  if (signal.aborted) return unshrunk(`not shrunk: ${whyAborted(signal)}`);
  return unshrunk(
    `not shown again by the ${calls.length} calls that led to it, nor together with what other callers changed meanwhile, so that only the last is kept`,
  );
}

/** A read got less time than it may lag, so it is shown once more with all of it; `null`: then it is not. */
async function proof(investigation: Investigation, shrunk: Shrunk): Promise<Shrunk | null> {
  const { signal, lag } = investigation.environment;
  const { calls, breach } = shrunk.shown;
  if (lag.windowMs === 0 || !isOfModel(breach) || signal.aborted) return shrunk;
  const shown = await attempt(investigation, calls, bucketOf(breach), () => true).catch(
    unlessAborted(signal),
  );
  if (signal.aborted) return shrunk;
  return shown && { ...shrunk, shown };
}

/** What came of it cannot be told, or it may not be sent again, since its change could not be put back. */
function unknown(error: unknown): null {
  if (error instanceof BrokenConnection || isNotSent(error)) return null;
  throw error;
}
