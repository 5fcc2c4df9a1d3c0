import { LeaseBook } from './leases.ts';

/** Something to run that must not run beside whatever holds the same leases. */
export interface Task {
  readonly leases: readonly string[];
  readonly alone: boolean;
  run(): Promise<void>;
}

/** Runs the tasks in at most `workers` at once, each as early in the order as its leases allow. */
export async function runByWorkers(
  tasks: readonly Task[],
  workers: number,
  stop: () => boolean,
): Promise<void> {
  const book = new LeaseBook();
  const waiting = [...tasks];
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    if (stop()) waiting.length = 0;
    const next =
      running.size < workers ? waiting.findIndex((task) => book.tryTake(task.leases, task.alone)) : -1;
    const [task] = next === -1 ? [] : waiting.splice(next, 1);
    if (task) {
      const worker = task.run().finally(() => {
        book.giveBack(task.leases);
        running.delete(worker);
      });
      running.add(worker);
    } else if (running.size > 0) {
      await Promise.race(running);
    }
  }
}
