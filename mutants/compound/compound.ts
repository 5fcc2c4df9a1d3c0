import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../spec/contract.ts';
import { fits } from '../../results/text/fits.ts';
import type { Mutant } from '../mutant.ts';

/** Several mutants in one service, in the order in which they were put into it. */
export interface Compound extends Pick<Mutant, 'options' | 'compose'> {
  readonly components: readonly Mutant[];
}

/**
 * Rules whose calls go out at the same time, so that how they are answered is not the same each time: what is hidden
 * cannot be told there from what did not happen.
 */
const SENT_AT_ONCE = ['consistency/*', 'regions/several-at-once', 'context/one-region-in-accounts-at-once'];

/** Why a mutant is no component of any compound; `null`: it is one. */
export function whyApart({ rule, options }: Mutant): string | null {
  if (options?.enforceQuotas) return 'its requests are counted by the second';
  return SENT_AT_ONCE.some((pattern) => fits(pattern, rule)) ? 'its calls are sent at the same time' : null;
}

/** What mutants make of one contract; each is compared with it once. */
export class Compounding {
  readonly #base: Contract;
  readonly #changes = new WeakMap<Mutant, readonly Difference[]>();

  /** `base`: the contract of which the mutants' own contracts are changed copies. */
  constructor(base: Contract) {
    this.#base = base;
  }

  /** Why two mutants cannot be in one service; `null`: they can. */
  conflict(one: Mutant, other: Mutant): string | null {
    if (one.rule === other.rule) return `both name the rule ${one.rule}`;
    const place = this.#changesOf(one).find((change) =>
      this.#changesOf(other).some((theirs) => meet(change, theirs)),
    );
    if (place) return `both change ${place.path.join('/')}`;
    const theirs = settingsOf(other);
    const setting = Object.entries(settingsOf(one)).find(
      ([name, value]) => name in theirs && !isDeepStrictEqual(theirs[name], value),
    );
    return setting ? `they set ${setting[0]} differently` : null;
  }

  /** The service that has all of these faults: contracts changed in this order, handlers wrapped in this order. */
  join(components: readonly Mutant[]): Compound {
    const changes = components.flatMap((one) => this.#changesOf(one));
    const settings = Object.assign({}, ...components.map(settingsOf)) as Mutant['options'];
    return {
      components,
      options: { ...settings, contract: withDifferences(this.#base, changes) },
      compose: (parts) => components.reduce((all, { compose }) => (compose ? compose(all) : all), parts),
    };
  }

  #changesOf(mutant: Mutant): readonly Difference[] {
    const known = this.#changes.get(mutant);
    if (known) return known;
    const { contract } = mutant.options ?? {};
    const found = contract ? differences(this.#base, contract) : [];
    this.#changes.set(mutant, found);
    return found;
  }
}

/** The options of a service but for its contract. */
function settingsOf({ options }: Mutant): Readonly<Record<string, unknown>> {
  const { contract: _, ...settings } = options ?? {};
  return settings;
}

/** One place at which a copy of plain data differs from the original, and what stands there. */
interface Difference {
  readonly path: readonly string[];
  /** `undefined`: the copy has nothing there. */
  readonly value: unknown;
}

/** The innermost places at which a copy differs; a list of another length is one place. */
export function differences(base: unknown, copy: unknown, path: readonly string[] = []): Difference[] {
  // Copies share what they leave alone, so that most of it is not walked.
  if (base === copy) return [];
  if (!isWalked(base) || !isWalked(copy) || !isOneKind(base, copy))
    return isDeepStrictEqual(base, copy) ? [] : [{ path, value: copy }];
  const keys = new Set([...Object.keys(base), ...Object.keys(copy)]);
  return [...keys].flatMap((key) => differences(base[key], copy[key], [...path, key]));
}

type Walked = Readonly<Record<string, unknown>>;

function isWalked(value: unknown): value is Walked {
  return typeof value === 'object' && value !== null;
}

function isOneKind(base: Walked, copy: Walked): boolean {
  if (Array.isArray(base) && Array.isArray(copy)) return base.length === copy.length;
  return !Array.isArray(base) && !Array.isArray(copy);
}

/** Whether one of two places lies within the other. */
function meet(one: Difference, other: Difference): boolean {
  const length = Math.min(one.path.length, other.path.length);
  return one.path.slice(0, length).every((key, index) => key === other.path[index]);
}

/** A copy of plain data with these differences. */
export function withDifferences<T>(base: T, found: readonly Difference[]): T {
  return found.reduce((copy, { path, value }) => replaced(copy, path, value) as T, base);
}

function replaced(root: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (!isWalked(root)) throw new RangeError(`nothing at ${path.join('/')}`);
  if (Array.isArray(root)) return root.with(Number(key), replaced(root[Number(key)], rest, value));
  const { [key]: old, ...others } = root;
  const changed = replaced(old, rest, value);
  // The order of members is that of an answer.
  if (key in root && changed !== undefined) return { ...root, [key]: changed };
  return changed === undefined ? others : { ...others, [key]: changed };
}

/** A whole number from the first to the second, both possible. */
type DrawInteger = (least: number, most: number) => number;

/**
 * So many of these mutants that can be in one service, in the order in which they were drawn; the same for the same numbers.
 * @throws {RangeError} where not so many can.
 */
export function drawComponents(
  mutants: readonly Mutant[],
  size: number,
  compounding: Compounding,
  draw: DrawInteger,
): readonly Mutant[] {
  const left = mutants.filter((mutant) => whyApart(mutant) === null);
  const drawn: Mutant[] = [];
  while (drawn.length < size) {
    if (left.length === 0) throw new RangeError(`only ${drawn.length} of these mutants fit together`);
    const [next] = left.splice(draw(0, left.length - 1), 1);
    if (next && drawn.every((one) => compounding.conflict(one, next) === null)) drawn.push(next);
  }
  return drawn;
}

/**
 * Mutants that were chosen by hand, if they can be in one service.
 * @throws {RangeError} saying which cannot, and why.
 */
export function chosenComponents(mutants: readonly Mutant[], compounding: Compounding): readonly Mutant[] {
  for (const [index, one] of mutants.entries()) {
    const apart = whyApart(one);
    if (apart !== null) throw new RangeError(`${one.id} is in no compound: ${apart}`);
    for (const other of mutants.slice(0, index)) {
      const conflict = compounding.conflict(other, one);
      if (conflict !== null)
        throw new RangeError(`${other.id} and ${one.id} do not fit together: ${conflict}`);
    }
  }
  return mutants;
}
