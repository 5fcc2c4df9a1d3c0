import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Mutant } from '../mutants/mutant.ts';
import type { CompoundRow } from '../results/compounds-report.ts';
import type { MutantRow } from '../results/kill-matrix.ts';
import type { Edition } from '../spec/contract.ts';
import type { CompoundRun } from './compounds/judge-compound.ts';
import type { CompoundJudge } from './compounds/run-compounds.ts';
import type { CleanResult } from './faultless-run.ts';
import type { MutantRun } from './run-mutant.ts';
import type { MutantJudge } from './run-mutants.ts';
import type { WholeOutcome } from './whole-runs/judge-whole.ts';

export interface ThreadSettings extends Pick<MutantRun, 'seed' | 'runs' | 'full' | 'neighbours'> {
  /** Whose mutants and rules the thread loads. */
  readonly edition: Edition;
  readonly seedsAlone?: CompoundRun['seedsAlone'];
}

export type ThreadTask =
  | { readonly kind: 'faultless'; readonly ids: readonly string[] }
  | { readonly kind: 'mutant'; readonly id: string }
  | { readonly kind: 'compound'; readonly ids: readonly string[] }
  | { readonly kind: 'whole'; readonly ids: readonly string[]; readonly orderSeed?: number };

/** Judges mutants alone and several in one service. */
type ThreadPool = MutantJudge &
  CompoundJudge & {
    /** Lets all rules judge these mutants in one service, in an order of their own. */
    whole(components: readonly Mutant[], orderSeed?: number): Promise<WholeOutcome>;
    close(): Promise<void>;
  };

/** Judges in as many threads as are asked for; each has a service, the rules and the generators of its own. */
export function judgeInThreadPool(
  mutants: readonly Mutant[],
  settings: ThreadSettings,
  threads: number,
): ThreadPool {
  const file = new URL(`./mutant-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: settings }));
  const idle = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  const take = () =>
    new Promise<Worker>((resolve) => {
      const worker = idle.pop();
      if (worker) resolve(worker);
      else waiting.push(resolve);
    });
  const ask = async (task: ThreadTask): Promise<unknown> => {
    const worker = await take();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(task);
    // An error of the thread rejects, and ends the command as a fault of the harness.
    const [answer] = (await once(worker, 'message')) as [unknown];
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
    return answer;
  };
  return {
    workers: threads,
    clean: async () => (await ask({ kind: 'faultless', ids: idsOf(mutants) })) as CleanResult,
    mutant: async ({ id }) => (await ask({ kind: 'mutant', id })) as MutantRow,
    compound: async (components) => (await ask({ kind: 'compound', ids: idsOf(components) })) as CompoundRow,
    whole: async (components, orderSeed) =>
      (await ask({
        kind: 'whole',
        ids: idsOf(components),
        ...(orderSeed === undefined ? {} : { orderSeed }),
      })) as WholeOutcome,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function idsOf(mutants: readonly Mutant[]): string[] {
  return mutants.map(({ id }) => id);
}
