import fc from 'fast-check';
import type { Variant } from '../generators/values/variant.ts';
import type { JsonValue } from '../results/record.ts';
import { Blocked, HarnessFault, Refutation } from './errors.ts';
import { deriveSeed } from './seed.ts';
import type { Session } from './session.ts';
import type { TracedCall } from './trace.ts';

/** What a property or an enumeration found when it was refuted: enough for a finding. */
export class Counterexample extends Error {
  override readonly name = 'Counterexample';
  readonly refutation: Refutation;
  readonly value: JsonValue | null;
  readonly variant: string | null;
  readonly calls: readonly TracedCall[];
  readonly path: string | null;
  readonly shrinks: number;
  readonly shrinkNote: string | null;

  constructor(refutation: Refutation, found: Omit<Counterexample, keyof Error | 'refutation'>) {
    super(refutation.message);
    this.refutation = refutation;
    this.value = found.value;
    this.variant = found.variant;
    this.calls = found.calls;
    this.path = found.path;
    this.shrinks = found.shrinks;
    this.shrinkNote = found.shrinkNote;
  }
}

export interface PropertyOptions {
  /** Values to draw; default: the run's. */
  readonly runs?: number;
  /** Put the state back before each value. */
  readonly fresh?: boolean;
  readonly shrink?: boolean;
}

/**
 * Holds `body` for values drawn from the rule's seed, and shrinks what breaks it within the request budget.
 * @throws {Counterexample} when it is refuted; whatever else `body` throws before that ends the property at once.
 */
export async function holdForAny<T>(
  session: Session,
  seed: number,
  arbitrary: fc.Arbitrary<T>,
  body: (value: T) => Promise<void>,
  options: PropertyOptions = {},
): Promise<void> {
  const { runs, shrinkBudget } = session.environment;
  const before = session.calls;
  let broken: { refutation: Refutation; value: T; calls: readonly TracedCall[]; sent: number } | null = null;
  let ended: unknown = null;
  let shrinkNote: string | null = null;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (ended !== null || (broken && shrinkNote !== null)) return;
    if (broken && (options.shrink === false || session.requests - broken.sent > shrinkBudget)) {
      shrinkNote =
        options.shrink === false ? 'shrinking is off' : `shrinking ended after ${shrinkBudget} requests`;
      return;
    }
    session.calls = [...before];
    try {
      if (options.fresh) await session.freshState();
      await body(value);
    } catch (error) {
      if (!(error instanceof Refutation)) {
        // What was refuted stays so, whether or not the time was enough to shrink it.
        if (broken && session.signal.aborted) shrinkNote = 'shrinking ended with the time of the rule';
        else if (broken && error instanceof HarnessFault) shrinkNote = `shrinking ended: ${error.message}`;
        // A fault that is still in the state blocks the controls of smaller values: these tell nothing.
        else if (!(broken && error instanceof Blocked)) ended = error;
        return;
      }
      broken = { refutation: error, value, calls: session.calls, sent: broken?.sent ?? session.requests };
      if (error.form === 'no answer (timeout)')
        shrinkNote = 'not shrunk: each attempt would wait for the timeout';
      throw error;
    }
  });
  const details = await fc.check(property, { seed, numRuns: options.runs ?? runs });
  if (ended !== null) throw ended;
  const found = broken as { refutation: Refutation; value: T; calls: readonly TracedCall[] } | null;
  if (!found) {
    if (details.failed)
      throw details.errorInstance ?? new Error('the property failed without a counterexample');
    return;
  }
  throw new Counterexample(found.refutation, {
    value: toJson(found.value),
    variant: null,
    calls: found.calls,
    path: details.counterexamplePath,
    shrinks: details.numShrinks,
    shrinkNote,
  });
}

/**
 * Holds `body` for one value of each variant. All are tried, so that the counterexample names all that break it.
 * @throws {Counterexample} for the first one that is refuted.
 */
export async function holdForEach<T>(
  session: Session,
  seed: number,
  variants: readonly Variant<T>[],
  body: (value: T, label: string) => Promise<void>,
): Promise<void> {
  const before = session.calls;
  const broken: { refutation: Refutation; value: T; label: string; calls: readonly TracedCall[] }[] = [];
  for (const { label, arbitrary } of variants) {
    const [value] = fc.sample(arbitrary, { seed: deriveSeed(seed, label), numRuns: 1 });
    session.calls = [...before];
    try {
      await body(value as T, label);
    } catch (error) {
      // What was refuted before stays so, when it left a state that blocks the others, or a connection breaks.
      if ((error instanceof Blocked || error instanceof HarnessFault) && broken.length > 0) continue;
      if (!(error instanceof Refutation)) throw error;
      broken.push({ refutation: error, value: value as T, label, calls: session.calls });
    }
  }
  const [first, ...others] = broken;
  if (!first) return;
  const also = others.length === 0 ? '' : ` (also: ${others.map(({ label }) => label).join('; ')})`;
  throw new Counterexample(first.refutation, {
    value: toJson(first.value),
    variant: `${first.label}${also}`,
    calls: first.calls,
    path: null,
    shrinks: 0,
    shrinkNote: null,
  });
}

function toJson(value: unknown): JsonValue | null {
  return (JSON.parse(JSON.stringify(value) ?? 'null') ?? null) as JsonValue;
}
