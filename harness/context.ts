import type fc from 'fast-check';
import type { Contract } from '../spec/contract.ts';
import type { Target } from '../targets/target.ts';
import type { Caller } from './caller.ts';
import { Callers } from './callers.ts';
import { NotApplicable } from './errors.ts';
import { holdForAny, holdForEach, type PropertyOptions } from './properties.ts';
import type { Variant } from '../generators/values/variant.ts';
import type { RegionPlan } from './resources/region/plan.ts';
import { deriveSeed } from './seed.ts';
import type { Session } from './session.ts';

/** What the check of a rule is given. */
export interface RuleContext {
  readonly target: Target;
  readonly contract: Contract;
  readonly session: Session;
  readonly signal: AbortSignal;
  /** How regions are changed in this run. */
  readonly regions: RegionPlan;
  /** Whether a change of a region takes no time to speak of, so that many can be made. */
  readonly changesRegionsAtOnce: boolean;
  /** Of this rule; derived from the run's seed and the rule's id. */
  readonly seed: number;
  /** The target's first identity. */
  readonly caller: Caller;
  readonly callers: Callers;
  /** Holds `body` for values drawn from the rule's seed; shrinks what breaks it. */
  forAny<T>(
    arbitrary: fc.Arbitrary<T>,
    body: (value: T) => Promise<void>,
    options?: PropertyOptions,
  ): Promise<void>;
  /** Holds `body` for one value of each variant; not shrunk. */
  forEach<T>(
    variants: readonly Variant<T>[],
    body: (value: T, label: string) => Promise<void>,
  ): Promise<void>;
  /** Reports what was seen where the contract leaves it open. */
  observe(seen: string): void;
  /** @throws {NotApplicable} always. */
  notApplicable(reason: string): never;
}

export function createContext(session: Session, seed: number): RuleContext {
  const callers = new Callers(session);
  let properties = 0;
  const nextSeed = () => deriveSeed(seed, (properties += 1));
  return {
    target: session.environment.target,
    contract: session.environment.contract,
    session,
    signal: session.signal,
    regions: session.environment.regions,
    get changesRegionsAtOnce() {
      const { target, regions, lag } = session.environment;
      return target.loopback && !regions.isSlow && !lag.lags('region');
    },
    seed,
    get caller() {
      return callers.defaultCaller;
    },
    callers,
    forAny: (arbitrary, body, options) => holdForAny(session, nextSeed(), arbitrary, body, options),
    forEach: (variants, body) => holdForEach(session, nextSeed(), variants, body),
    observe: (seen) => {
      session.observations.push(seen);
    },
    notApplicable: (reason) => {
      throw new NotApplicable(reason);
    },
  };
}
