import type { Target } from '../targets/target.ts';

/** Milliseconds. The embedded service settles within a fraction of it; what does not is a fault. */
const PATIENCE = 3000;

/** The embedded target, waited for no longer than a faulty service deserves. */
export function impatient(target: Target): Target {
  return { ...target, timing: { ...target.timing, requestTimeout: PATIENCE, regionTimeout: PATIENCE } };
}
