import type { RuleResult } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { defaultCallerOf } from '../default-caller.ts';
import type { Rule } from '../rule.ts';
import { deriveSeed } from '../seed.ts';
import { surveyedOperation } from '../survey/implemented.ts';
import { Survey } from '../survey/survey.ts';
import { leasesOf, runByWorkers, type Task } from './leases.ts';
import { isAboutValidRequests } from '../source.ts';

/**
 * The target as a rule sees it that acts as somebody else, for each account on which it may be judged as well: of a rule
 * that acts on its default caller's own account only. First the other accounts in no organization, then one of each role.
 */
function otherAccounts({ accounts, needs = [] }: Rule, target: Target, seed: number): Target[] {
  const own = defaultCallerOf(target, seed);
  const isOwn = (accounts ?? (needs.length === 0 ? 'default caller' : null)) === 'default caller';
  if (!isOwn || own === null) return [];
  const used = new Set([own.accountId, null]);
  const others = target.identities.filter(({ accountId }) => !used.has(accountId));
  const alone = others.filter(({ role }) => role === 'standalone');
  const inOrganizations = Map.groupBy(
    others.filter((identity) => identity.role !== 'standalone' && isTrusted(target, identity)),
    ({ role }) => role,
  );
  const firsts = [...inOrganizations.values()].flatMap(([first]) => first ?? []);
  return [...alone, ...firsts].map((identity) => actingAs(target, identity));
}

/** Elsewhere what an account may do on itself is not certain. */
function isTrusted({ world }: Target, { organization }: Identity): boolean {
  const found = world.organizations.find(({ id }) => id === organization);
  return found?.trustedAccess === true && found.allFeatures;
}

function actingAs(target: Target, identity: Identity): Target {
  const others = target.identities.filter((one) => one !== identity && one.role !== 'standalone');
  return { ...target, identities: [identity, ...others] };
}

/** Whether a rule was blocked by requests that were not answered as the contract says. */
function isBlockedByRequests({ outcome, blockedBy = [] }: RuleResult): boolean {
  return outcome === 'blocked' && blockedBy.some(isAboutValidRequests);
}

interface Judging {
  readonly contract: Contract;
  readonly target: Target;
  readonly survey: readonly Rule[];
  readonly seed: number;
  readonly workers: number;
  readonly stopped: () => boolean;
  /** Judges a rule as somebody else; with a survey of its own where that is asked. */
  readonly judge: (rule: Rule, target: Target, survey?: Survey) => Promise<RuleResult>;
}

/** Rules that the requests of their account block, and that may be judged on another one. */
export class Elsewhere {
  readonly #judging: Judging;
  readonly #held = new Map<Rule, RuleResult>();
  /** Whether an operation succeeds for somebody, by name and operation. */
  readonly #succeeding = new Map<string, boolean>();
  /** Requests by which that was found out. */
  requests = 0;

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  /** Keeps what came of a rule for later, where it may come to more on another account. */
  hold(rule: Rule, result: RuleResult): boolean {
    const may = isBlockedByRequests(result) && this.#othersFor(rule).length > 0;
    if (may) this.#held.set(rule, result);
    return may;
  }

  /** Judges those that were kept as somebody for whom what they send succeeds; each result is told once. */
  async judgeHeld(tell: (result: RuleResult) => void): Promise<void> {
    const { contract, seed, workers, stopped, judge } = this.#judging;
    const left = new Map(this.#held);
    this.#held.clear();
    const tasks: Task[] = [];
    for (const [rule, first] of left) {
      const target = await this.#whereItSucceeds(rule);
      if (!target) continue;
      const run = async () => {
        left.delete(rule);
        tell(judgedElsewhere(first, await judge(rule, target), target));
      };
      const leases = leasesOf(rule, contract, target, deriveSeed(seed, rule.id));
      tasks.push({ leases, alone: rule.alone ?? false, run });
    }
    await runByWorkers(tasks, () => workers, stopped);
    for (const result of left.values()) tell(result);
  }

  #othersFor(rule: Rule): Target[] {
    const { target, seed } = this.#judging;
    return otherAccounts(rule, target, deriveSeed(seed, rule.id));
  }

  async #whereItSucceeds(rule: Rule): Promise<Target | null> {
    for (const target of this.#othersFor(rule)) {
      let all = true;
      for (const name of rule.operations) all &&= await this.#succeeds(name, target);
      if (all) return target;
    }
    return null;
  }

  /** Surveys an operation as somebody else; the rules learn nothing of that. */
  async #succeeds(operation: string, target: Target): Promise<boolean> {
    const { survey: rules, stopped, judge } = this.#judging;
    const key = `${target.identities[0]?.name} ${operation}`;
    const rule = rules.find(({ id }) => surveyedOperation(id) === operation);
    const known = this.#succeeding.get(key);
    if (known !== undefined || !rule || stopped()) return known ?? false;
    const survey = new Survey();
    const { requests } = await judge(rule, target, survey);
    this.requests += requests;
    this.#succeeding.set(key, survey.hasSucceeded(operation));
    return survey.hasSucceeded(operation);
  }
}

/** What came of a rule that was judged again as somebody else. */
function judgedElsewhere(first: RuleResult, second: RuleResult, { identities }: Target): RuleResult {
  const spent = {
    requests: first.requests + second.requests,
    durationMs: first.durationMs + second.durationMs,
  };
  if (second.outcome === 'blocked' || second.outcome === 'error') return { ...first, ...spent };
  const where = `judged as ${identities[0]?.name}, since what it rests on is refused elsewhere`;
  const reason = second.reason === undefined ? where : `${second.reason}; ${where}`;
  return { ...second, ...spent, ...(second.outcome === 'pass' ? { reason } : {}) };
}
