import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Mutant } from '../mutants/mutant.ts';
import type { MutantRow } from '../results/kill-matrix.ts';
import type { Edition } from '../spec/contract.ts';
import type { CleanResult } from './faultless-run.ts';
import type { MutantRun } from './run-mutant.ts';
import type { MutantJudge } from './run-mutants.ts';

export interface ThreadSettings extends Pick<MutantRun, 'seed' | 'runs' | 'full' | 'neighbours'> {
  /** Whose mutants and rules the thread loads. */
  readonly edition: Edition;
}

export type ThreadTask =
  { readonly clean: true; readonly ids: readonly string[] } | { readonly clean: false; readonly id: string };

/** Judges in as many threads as are asked for; each has a service, the rules and the generators of its own. */
export function judgeInThreadPool(
  mutants: readonly Mutant[],
  settings: ThreadSettings,
  threads: number,
): MutantJudge & { close(): Promise<void> } {
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
    clean: async () => (await ask({ clean: true, ids: mutants.map(({ id }) => id) })) as CleanResult,
    mutant: async ({ id }) => (await ask({ clean: false, id })) as MutantRow,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
