import { whoseAccount } from '../../oracle/clauses/context.ts';
import { findingId } from '../../results/normalized-answer.ts';
import type { Finding, RuleResult } from '../../results/record.ts';
import type { Contract, Level } from '../../spec/contract.ts';
import type { Target } from '../../targets/target.ts';
import { type Blocked, Refutation } from '../errors.ts';
import type { FindingWriter } from '../finding.ts';
import { suiteOf, type Rule } from '../rule.ts';
import { validRequest } from '../source.ts';
import type { TracedCall } from '../trace.ts';

/** Errors that say only that requests came too fast, which is no fault. */
const TOO_FAST = /^429 |Throttling/;

/**
 * Requests that rules rest on, and that were not answered as the contract says. Each is a finding of the rule about valid
 * requests, one for each operation and normalized answer, and blocks the rules that rest on it.
 */
export class FailedPreconditions {
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #findings: FindingWriter;
  readonly #missing: (operation: string) => readonly string[];
  readonly #found = new Map<string, Finding>();

  /** `missing`: ids of the findings that say that an operation is missing. */
  constructor(
    contract: Contract,
    target: Target,
    findings: FindingWriter,
    missing: (operation: string) => readonly string[] = () => [],
  ) {
    this.#missing = missing;
    this.#contract = contract;
    this.#target = target;
    this.#findings = findings;
  }

  /** The finding that blocks a rule; `null`: it is blocked by something else, or the contract leaves the answer open. */
  findingOf(rule: Rule, seed: number, { cause }: Blocked, calls: readonly TracedCall[]): Finding | null {
    if (!(cause instanceof Refutation) || TOO_FAST.test(cause.form)) return null;
    const operation = cause.asked?.operation ?? calls.at(-1)?.request.operation ?? '';
    const level = this.#levelOf(operation, cause);
    if (level === null || this.#missing(operation).length > 0) return null;
    const { id, statement, source } = validRequest(operation);
    return {
      ...this.#findings.ofRule(rule, seed, cause, calls),
      rule: id,
      level,
      statement,
      source,
      operation,
      id: findingId(id, cause.form),
      variant: `first met in ${rule.id}`,
    };
  }

  /** Ids of the findings that say that what a rule rests on is missing. */
  missingBehind({ cause }: Blocked): string[] {
    return cause instanceof Refutation && cause.asked ? [...this.#missing(cause.asked.operation)] : [];
  }

  /** Whether it was met before. */
  knows({ id }: Finding): boolean {
    return this.#found.has(id);
  }

  /** Keeps it; of equal ones that with the fewest calls. */
  note(finding: Finding): void {
    const known = this.#found.get(finding.id);
    if (!known || finding.calls.length < known.calls.length) this.#found.set(finding.id, finding);
  }

  /** The results with all that was met, those of rules that did not run included. */
  addTo(results: readonly RuleResult[]): RuleResult[] {
    const byRule = Map.groupBy(this.#found.values(), ({ rule }) => rule);
    const own = results.map((result) => {
      const found = byRule.get(result.id) ?? [];
      byRule.delete(result.id);
      return withFindings(result, found);
    });
    return [...own, ...[...byRule.values()].flatMap((found) => resultOf(found))];
  }

  /** At which level the contract says how the request is answered; `null`: it leaves it open. */
  #levelOf(operation: string, { asked }: Refutation): Exclude<Level, 'contested'> | null {
    const known = this.#contract.operations[operation];
    if (!known) return null;
    if (!asked) return 'must';
    const { world } = this.#target;
    const { identity, accountId } = asked;
    const caller = { ...identity, accountId: identity.accountId ?? '' };
    const named = typeof accountId === 'string' ? accountId : undefined;
    const { acceptance } = whoseAccount(world, caller, known, named);
    if (acceptance === 'contested') return null;
    return acceptance === 'should' ? 'should' : 'must';
  }
}

function withFindings(result: RuleResult, found: readonly Finding[]): RuleResult {
  const { findings = [] } = result;
  const known = new Set(findings.map(({ id }) => id));
  const all = [...findings, ...found.filter(({ id }) => !known.has(id))];
  if (all.length === findings.length) return result;
  const { reason: _, blockedBy: _blockers, ...judged } = result;
  return { ...judged, outcome: outcomeOf(all), findings: all };
}

function resultOf(found: readonly Finding[]): RuleResult[] {
  const [first] = found;
  if (!first) return [];
  const { rule: id, statement, source, operation, seed } = first;
  const operations = operation === null ? [] : [operation];
  const result = { id, suite: suiteOf(id), level: 'must' as const, statement, source, operations, seed };
  return [{ ...result, outcome: outcomeOf(found), durationMs: 0, requests: 0, findings: [...found] }];
}

function outcomeOf(findings: readonly Finding[]): RuleResult['outcome'] {
  return findings.some(({ level }) => level === 'must') ? 'fail' : 'warn';
}
