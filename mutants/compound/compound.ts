import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../spec/contract.ts';
import { fits } from '../../results/text/fits.ts';
import type { Mutant } from '../mutant.ts';
import { type Difference, differences, meet, withDifferences } from './differences.ts';

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
