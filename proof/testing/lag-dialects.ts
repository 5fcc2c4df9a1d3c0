import type { Mutant } from '../../mutants/mutant.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded, type Embedded, type EmbeddedOptions } from '../embedded.ts';
import { lagging } from './lagging.ts';

/** A service whose reads lag or whose regions take time, with the configuration that it deserves. */
export interface LagDialect {
  readonly options: EmbeddedOptions;
  readonly timing: Partial<Target['timing']>;
  /** The same service without its lag. */
  readonly without: EmbeddedOptions;
  readonly suites?: readonly string[];
}

const SECOND = 1000;

export const LAG_DIALECTS: Readonly<Record<string, LagDialect>> = {
  /** Two replicas: every second read is behind. */
  replicas: {
    options: lagging({ contactsMs: 500, regionsMs: 500, oneOf: 2 }),
    timing: { consistencyWindow: 2 * SECOND },
    without: {},
  },
  /** Every read is behind. */
  lagging: {
    options: lagging({ contactsMs: 800, regionsMs: 800 }),
    timing: { consistencyWindow: 2 * SECOND },
    without: {},
  },
  /** Regions are read as they were. */
  'lagging-regions': {
    options: lagging({ contactsMs: 3 * SECOND, regionsMs: 3 * SECOND }),
    timing: { consistencyWindow: 5 * SECOND },
    without: {},
    suites: ['regions'],
  },
  /** Regions take seconds. */
  'slow-regions': {
    options: lagging({ enableMs: 5 * SECOND, disableMs: 3 * SECOND }),
    timing: { regionTimeout: 30 * SECOND },
    without: {},
  },
};

/** Starts a dialect, or what it is without its lag. */
export async function startLagging(
  { options, timing, without }: LagDialect,
  lag = true,
  compose?: Mutant['compose'],
): Promise<Embedded> {
  const served = lag ? options : without;
  const parts = served.compose;
  const both: EmbeddedOptions = compose
    ? { ...served, compose: (made) => compose(parts ? parts(made) : made) }
    : served;
  const { target, close } = await startEmbedded(both);
  return { target: { ...target, timing: { ...target.timing, ...timing } }, close };
}
