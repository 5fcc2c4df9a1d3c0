import type { RuleContext } from '../../harness/context.ts';

/** Histories are a part of the run's values, and are not shrunk: what a race does cannot be asked again. */
const PART = 2;

export function settings({ session, target }: RuleContext) {
  return {
    runs: target.loopback ? Math.ceil(session.environment.runs / PART) : 2,
    shrink: false,
    fresh: true,
  };
}
