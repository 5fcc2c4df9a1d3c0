import { LeaseBook } from './leases.ts';

/** Something to run that must not run beside whatever holds the same leases. */
export interface Task {
  readonly leases: readonly string[];
  readonly alone: boolean;
  /** Whether others go first that could be begun as well. */
  readonly comesLater?: () => boolean;
  run(): Promise<void>;
}

/** The place of the first that can be begun, of those that come later only where no other can. */
function nextOf(waiting: readonly Task[], book: LeaseBook): number {
  const take = (later: boolean) =>
    waiting.findIndex(
      ({ leases, alone, comesLater }) => (comesLater?.() ?? false) === later && book.tryTake(leases, alone),
    );
  const first = take(false);
  return first === -1 ? take(true) : first;
}

/** Runs the tasks in at most as many at once as `workers` says then, each as early in the order as its leases allow. */
export async function runByWorkers(
  tasks: readonly Task[],
  workers: () => number,
  stop: () => boolean,
): Promise<void> {
  const book = new LeaseBook();
  const waiting = [...tasks];
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    if (stop()) waiting.length = 0;
    const next = running.size < workers() ? nextOf(waiting, book) : -1;
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
