import { parentPort, workerData } from 'node:worker_threads';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { loadContract } from '../spec/load-contract.ts';
import { allRules } from '../suites/registry.ts';
import { judgeClean } from './faultless-run.ts';
import type { ThreadSettings, ThreadTask } from './thread-pool.ts';
import { runMutant, type MutantRun } from './run-mutant.ts';

/** What a thread does: judges what it is told, one after another. Mutants are functions, so they come by id. */
const { edition, ...settings } = workerData as ThreadSettings;
const contract = loadContract(edition);
const known = new Map(allMutants(edition).map((mutant) => [mutant.id, mutant]));
const { signal } = new AbortController();
const run: MutantRun = { ...settings, contract, rules: allRules(contract), signal };

parentPort?.on('message', (task: ThreadTask) => {
  void answer(task);
});

async function answer(task: ThreadTask): Promise<void> {
  const result = task.clean ? await judgeClean(task.ids.map(byId), run) : await runMutant(byId(task.id), run);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(result);
}

function byId(id: string): Mutant {
  const mutant = known.get(id);
  if (!mutant) throw new RangeError(`no mutant is called ${id}`);
  return mutant;
}
