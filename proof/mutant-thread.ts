import { parentPort, workerData } from 'node:worker_threads';
import { Compounding } from '../mutants/compound/compound.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { loadContract } from '../spec/load-contract.ts';
import { allRules } from '../suites/registry.ts';
import { type CompoundRun, judgeCompound } from './compounds/judge-compound.ts';
import { judgeClean } from './faultless-run.ts';
import type { ThreadSettings, ThreadTask } from './thread-pool.ts';
import { judgeWhole } from './whole-runs/judge-whole.ts';
import { runMutant, type MutantRun } from './run-mutant.ts';

/** What a thread does: judges what it is told, one after another. Mutants are functions, so they come by id. */
const { edition, ...settings } = workerData as ThreadSettings;
const contract = loadContract(edition);
const known = new Map(allMutants(edition).map((mutant) => [mutant.id, mutant]));
const { signal } = new AbortController();
const compounding = new Compounding(contract);
const run: MutantRun & CompoundRun = { ...settings, contract, rules: allRules(contract), signal };

parentPort?.on('message', (task: ThreadTask) => {
  void answer(task);
});

async function answer(task: ThreadTask): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(await judged(task));
}

async function judged(task: ThreadTask) {
  switch (task.kind) {
    case 'faultless':
      return judgeClean(task.ids.map(byId), run);
    case 'mutant':
      return runMutant(byId(task.id), run);
    case 'compound':
      return judgeCompound(task.ids.map(byId), compounding, run);
    case 'whole': {
      const { orderSeed } = task;
      const service = compounding.join(task.ids.map(byId));
      return judgeWhole(service, { ...run, ...(orderSeed === undefined ? {} : { orderSeed }) });
    }
  }
}

function byId(id: string): Mutant {
  const mutant = known.get(id);
  if (!mutant) throw new RangeError(`no mutant is called ${id}`);
  return mutant;
}
