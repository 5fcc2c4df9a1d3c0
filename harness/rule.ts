import type { Level, Resource } from '../spec/contract.ts';
import type { Role } from '../spec/world.ts';
import type { Capability } from '../targets/target.ts';
import type { RuleContext } from './context.ts';

export const SUITES = [
  'wire',
  'validation',
  'errors',
  'contacts',
  'primary-contact',
  'primary-email',
  'context',
  'regions',
  'listing',
  'consistency',
  'signing',
  'quotas',
  'sdk',
] as const;

/**
 * `default caller`: of the caller that a rule gets when it names none. `organizations`: all that are in one. `managed`: the organizations' where
 * one has a manager who can name a member, else the default caller's. `default caller and organizations`: both.
 * `all`: also those of the other default callers.
 */
type Accounts = 'default caller' | 'organizations' | 'managed' | 'default caller and organizations' | 'all';

/** One checkable statement. Ids never change meaning. */
export interface Rule {
  /** `<suite>/<what>`. */
  readonly id: string;
  readonly level: Level;
  /** The version of this package that brought the rule. */
  readonly since: string;
  readonly statement: string;
  /** Section of the guide, shape of the model, live fact or part of the protocol. */
  readonly source: string;
  /** Operations that the rule sends; what it may change and how it is scheduled follows from them. */
  readonly operations: readonly string[];
  /** Those without which it cannot be judged, since its sentence speaks of them; where not given, see `neededBy`. */
  readonly judges?: readonly string[];
  /** Roles that must have an identity in one organization; without them the rule is blocked. */
  readonly needs?: readonly Role[];
  readonly capability?: Capability;
  /** Beside what the operations read and change. */
  readonly uses?: readonly Resource[];
  /** Whose accounts the rule may touch; default: the default caller's, or with needs the organizations'. */
  readonly accounts?: Accounts;
  /** Runs with no other rule beside it. */
  readonly alone?: boolean;
  check(context: RuleContext): Promise<void>;
}

/** Declares a rule; the one place where its form is checked. */
export function rule(definition: Rule): Rule {
  if (!SUITES.some((suite) => definition.id.startsWith(`${suite}/`))) {
    throw new RangeError(
      `rule ${definition.id}: its id does not begin with a known suite (${SUITES.join(', ')})`,
    );
  }
  return definition;
}

/** The suite of a rule or an invariant, by its id. */
export function suiteOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
