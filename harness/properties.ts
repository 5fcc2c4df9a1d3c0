import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Variant } from '../generators/values/variant.ts';
import { MOST_FINDINGS, type JsonValue } from '../results/record.ts';
import { Blocked, HarnessFault, NotApplicable, Refutation, RegionBudgetSpent } from './errors.ts';
import { deriveSeed } from './seed.ts';
import type { Session } from './session.ts';
import type { TracedCall } from './trace.ts';
import { Blocks, tries } from './tries.ts';

/** One way in which a property or an enumeration was refuted: enough for a finding. */
export class Counterexample extends Error {
  override readonly name = 'Counterexample';
  readonly refutation: Refutation;
  readonly value: JsonValue | null;
  readonly variant: string | null;
  readonly calls: readonly TracedCall[];
  readonly path: string | null;
  readonly shrinks: number;
  readonly shrinkNote: string | null;
  /** Those of other normalized answers. */
  others: readonly Counterexample[] = [];
  /** How many more there were. */
  more = 0;

  constructor(
    refutation: Refutation,
    found: Omit<Counterexample, keyof Error | 'refutation' | 'others' | 'more'>,
  ) {
    super(refutation.message);
    this.refutation = refutation;
    this.value = found.value;
    this.variant = found.variant;
    this.calls = found.calls;
    this.path = found.path;
    this.shrinks = found.shrinks;
    this.shrinkNote = found.shrinkNote;
  }

  /** @throws {Counterexample} the first, which holds the others; nothing where there is none. */
  static throwFirst(found: readonly Counterexample[], more: number): void {
    const [first, ...others] = found;
    if (!first) return;
    first.others = others;
    first.more = more;
    throw first;
  }
}

export interface PropertyOptions {
  /** Values to draw; default: the run's. */
  readonly runs?: number;
  /** Put the state back before each value. */
  readonly fresh?: boolean;
  readonly shrink?: boolean;
}

/** The first value of several that were refuted with one normalized answer. */
interface Broken<T> {
  refutation: Refutation;
  value: T;
  calls: readonly TracedCall[];
  /** As fast-check counts the values. */
  readonly draw: number;
}

/**
 * Holds `body` for values drawn from the rule's seed; goes on after one that breaks it, and shrinks the first of each
 * normalized answer within one request budget.
 * @throws {Counterexample} when it is refuted; whatever else `body` throws before that ends the property at once.
 */
export async function holdForAny<T>(
  session: Session,
  seed: number,
  arbitrary: fc.Arbitrary<T>,
  body: (value: T) => Promise<void>,
  options: PropertyOptions = {},
): Promise<void> {
  const before = session.calls;
  const tried = async (value: T) => {
    session.calls = [...before];
    if (options.fresh) await session.freshState();
    await body(value);
  };
  const { broken, cut } = await drawAll(session, arbitrary, tried, {
    seed,
    runs: options.runs,
    setUp: before.length > 0,
  });
  const shrinker = new Shrinker(
    session,
    arbitrary,
    tried,
    seed,
    options.shrink === false ? 'shrinking is off' : cut,
  );
  const shown = broken.slice(0, MOST_FINDINGS);
  const found: Counterexample[] = [];
  for (const [index, one] of shown.entries()) found.push(await shrinker.shrink(one, shown.length - index));
  Counterexample.throwFirst(found, broken.length - shown.length);
}

interface Drawing {
  readonly seed: number;
  readonly runs: number | undefined;
  /** Whether calls came before, which rest on the state. */
  readonly setUp: boolean;
}

interface Drawn<T> {
  /** The first of each normalized answer. */
  readonly broken: readonly Broken<T>[];
  /** Why what was found cannot be shrunk; `null`: it can. */
  readonly cut: string | null;
}

/** Tries all values that the seed decides. After one that was long waited for no more, since each might wait as long. */
async function drawAll<T>(
  session: Session,
  arbitrary: fc.Arbitrary<T>,
  tried: (value: T) => Promise<void>,
  { seed, runs = session.environment.runs, setUp }: Drawing,
): Promise<Drawn<T>> {
  const broken = new Map<string, Broken<T>>();
  let draw = -1;
  let cut: string | null = null;
  let waited = false;
  let spent = false;
  let ended: { readonly error: unknown } | null = null;
  const blocks = new Blocks(session);
  const { lag } = session.environment;
  const begun = lag.pace.now();
  const property = fc.asyncProperty(arbitrary, async (value) => {
    draw += 1;
    if (ended !== null || cut !== null || waited || spent || (draw > 0 && session.hasDrawnEnough(begun)))
      return;
    try {
      await tried(value);
      blocks.judged();
    } catch (error) {
      if (error instanceof Refutation) {
        blocks.judged();
        const { form } = error;
        const own = broken.has(form)
          ? null
          : await ownOf(session, error, setUp || broken.size === 0, () => tried(value));
        if (own) broken.set(form, { ...own, value, draw });
        if (form === TIMEOUT) cut = NOT_WAITED_FOR;
        waited = wasWaitedFor(session.calls);
      } else if (error instanceof RegionBudgetSpent && (blocks.hasJudged || broken.size > 0)) {
        spent = true;
      } else if (broken.size === 0) {
        if (!blocks.goOnAfter(error)) ended = { error };
      } else cut = whyCut(session, error);
    }
  });
  const details = await fc.check(property, { seed, numRuns: runs });
  if (ended !== null) throw (ended as { readonly error: unknown }).error;
  if (details.failed)
    throw details.errorInstance ?? new Error('the property failed without a counterexample');
  blocks.throwUnlessJudged();
  return { broken: [...broken.values()], cut };
}

/**
 * A refutation with the calls that show it. After others it has to show itself again from the state that was put back, since
 * those may have left something behind; `null`: it did not. `trusted`: it need not, as the first, or where calls came
 * before that cannot be made again.
 */
async function ownOf(
  session: Session,
  refutation: Refutation,
  trusted: boolean,
  again: () => Promise<void>,
): Promise<{ refutation: Refutation; calls: readonly TracedCall[] } | null> {
  if (trusted) return { refutation, calls: session.calls };
  try {
    await session.freshState();
    await again();
  } catch (error) {
    const same = error instanceof Refutation && error.form === refutation.form;
    if (same) return { refutation: error, calls: session.calls };
  }
  return null;
}

/** A wait for an answer that takes patience. */
const LONG_MS = 1_000;
const OFTEN = 5;

/** Whether the last answer was asked for again and again until it should have come. */
function wasWaitedFor(calls: readonly TracedCall[]): boolean {
  const last = calls.at(-1);
  if ((last?.withinMs ?? 0) >= LONG_MS) return true;
  const polls = calls.slice(-OFTEN);
  return (
    polls.length === OFTEN &&
    polls.every(
      ({ request, input }) =>
        input !== undefined &&
        request.target === last?.request.target &&
        isDeepStrictEqual(input, last.input),
    )
  );
}

const TIMEOUT = 'no answer (timeout)';
const NOT_WAITED_FOR = 'not shrunk: each attempt would wait for the timeout';

/**
 * Why nothing more is tried after something was refuted, which stays so; `null`: what was thrown tells nothing, since a
 * fault that is still in the state blocks the controls of other values.
 * @throws what is neither the target's nor the connection's.
 */
function whyCut({ signal }: Session, error: unknown): string | null {
  if (error instanceof Blocked || error instanceof NotApplicable) return null;
  if (signal.aborted) return 'shrinking ended with the time of the rule';
  if (error instanceof HarnessFault) return `shrinking ended: ${error.message}`;
  throw error;
}

/** Makes values smaller as long as they are refuted with the same normalized answer. */
class Shrinker<T> {
  readonly #session: Session;
  readonly #arbitrary: fc.Arbitrary<T>;
  readonly #tried: (value: T) => Promise<void>;
  readonly #seed: number;
  /** Why nothing is shrunk any more. */
  #note: string | null;
  #spent = 0;

  constructor(
    session: Session,
    arbitrary: fc.Arbitrary<T>,
    tried: (value: T) => Promise<void>,
    seed: number,
    note: string | null,
  ) {
    this.#session = session;
    this.#arbitrary = arbitrary;
    this.#tried = tried;
    this.#seed = seed;
    this.#note = note;
  }

  /** `left`: how many share what is left of the budget, this one among them. */
  async shrink(broken: Broken<T>, left: number): Promise<Counterexample> {
    const { shrinkBudget } = this.#session.environment;
    const before = this.#session.requests;
    const most = Math.ceil((shrinkBudget - this.#spent) / left);
    let smallest = broken;
    let note = this.#note;
    let isFirst = true;
    const property = fc.asyncProperty(this.#arbitrary, async (value) => {
      if (isFirst) {
        isFirst = false;
        throw broken.refutation;
      }
      if (note !== null) return;
      if (this.#session.requests - before >= most) {
        note = `shrinking ended after ${most} requests`;
        return;
      }
      try {
        await this.#tried(value);
      } catch (error) {
        if (!(error instanceof Refutation)) {
          note = this.#note = whyCut(this.#session, error);
        } else if (error.form === broken.refutation.form) {
          smallest = { ...broken, refutation: error, value, calls: this.#session.calls };
          throw error;
        }
      }
    });
    const details = await fc.check(property, { seed: this.#seed, path: String(broken.draw), numRuns: 1 });
    this.#spent += this.#session.requests - before;
    return new Counterexample(smallest.refutation, {
      value: toJson(smallest.value),
      variant: null,
      calls: smallest.calls,
      path: details.counterexamplePath,
      shrinks: details.numShrinks,
      shrinkNote: note,
    });
  }
}

/** The items one by one, the first in any case, until waiting for them takes long; how many were left out is said. */
export function* unlessWaitingIsLong<T>(session: Session, items: readonly T[], what: string): Generator<T> {
  const begun = session.environment.lag.pace.now();
  for (const [at, item] of items.entries()) {
    if (at > 0 && session.hasDrawnEnough(begun)) {
      session.observations.push(`waiting takes long: ${at} of ${items.length} ${what} were tried`);
      return;
    }
    yield item;
  }
}

/**
 * Holds `body` for one value of each variant. All are tried, so that a counterexample names all that break it with the same
 * normalized answer.
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
  const blocks = new Blocks(session);
  for (const { label, arbitrary } of unlessWaitingIsLong(session, variants, 'cases')) {
    const values = new Blocks(session);
    for (const name of tries(label)) {
      const [value] = fc.sample(arbitrary, { seed: deriveSeed(seed, name), numRuns: 1 });
      session.calls = [...before];
      const tried = () => body(value as T, label);
      try {
        await tried();
        blocks.judged();
        break;
      } catch (error) {
        // What was refuted before stays so, when it left a state that blocks the others, or a connection breaks.
        if ((error instanceof Blocked || error instanceof HarnessFault) && broken.length > 0) break;
        if (!(error instanceof Refutation)) {
          if (values.goOnAfter(error)) continue;
          if (!blocks.goOnAfter(error)) throw error;
          break;
        }
        const known = broken.some(({ refutation }) => refutation.form === error.form);
        const trusted = known || broken.length === 0 || before.length > 0;
        const own = await ownOf(session, error, trusted, tried);
        if (own) broken.push({ ...own, value: value as T, label });
        break;
      }
    }
  }
  if (broken.length === 0) blocks.throwFirst();
  const found = [...Map.groupBy(broken, ({ refutation }) => refutation.form).values()].flatMap(
    ([first, ...others]) => {
      if (!first) return [];
      const { refutation, value, label, calls } = first;
      const also = others.length === 0 ? '' : ` (also: ${others.map((one) => one.label).join('; ')})`;
      const shrunk = { path: null, shrinks: 0, shrinkNote: null };
      return new Counterexample(refutation, {
        value: toJson(value),
        variant: `${label}${also}`,
        calls,
        ...shrunk,
      });
    },
  );
  Counterexample.throwFirst(found.slice(0, MOST_FINDINGS), Math.max(0, found.length - MOST_FINDINGS));
}

function toJson(value: unknown): JsonValue | null {
  return (JSON.parse(JSON.stringify(value) ?? 'null') ?? null) as JsonValue;
}
