import type { RuleResult } from '../results/record.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Rule } from '../harness/rule.ts';
import type { EmbeddedOptions } from './embedded.ts';
import { UNOBSERVABLE } from '../suites/validation/check-refusal.ts';
import { judgeService } from './judge-service.ts';
import type { MutantRun } from './run-mutant.ts';

/** What the service without a fault was found to do wrong, or what was not even judged. */
interface CleanProblem {
  readonly rule: string;
  readonly outcome: RuleResult['outcome'];
  readonly reason: string;
}

export interface CleanResult {
  readonly problems: readonly CleanProblem[];
  readonly rules: number;
  readonly requests: number;
}

const SETTINGS: readonly { readonly capability: Rule['capability']; readonly options: EmbeddedOptions }[] = [
  { capability: undefined, options: {} },
  { capability: 'signatures', options: { verifySignatures: true } },
  { capability: 'quotas', options: { enforceQuotas: true } },
];

/** Lets every rule that a mutant names judge the service without a fault: all must pass, or they prove nothing. */
export async function judgeClean(
  mutants: readonly Mutant[],
  run: MutantRun,
  faultless: EmbeddedOptions = {},
): Promise<CleanResult> {
  const named = new Set(mutants.map(({ rule }) => rule));
  const asked = run.rules.filter(({ id }) => run.full || named.has(id));
  const results: CleanResult[] = [];
  for (const { capability, options } of SETTINGS) {
    const rules = asked.filter((rule) => rule.capability === capability);
    if (rules.length > 0) results.push(await judgeWith({ ...options, ...faultless }, rules, named, run));
  }
  return {
    problems: results.flatMap(({ problems }) => problems),
    rules: results.reduce((sum, { rules }) => sum + rules, 0),
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
  };
}

async function judgeWith(
  options: EmbeddedOptions,
  rules: readonly Rule[],
  named: ReadonlySet<string>,
  run: MutantRun,
): Promise<CleanResult> {
  const outcome = await judgeService(options, { ...run, rules, workers: 4 });
  const problems = outcome.rules.filter(
    (result) => WRONG.has(result.outcome) || (named.has(result.id) && !judged(result)),
  );
  return { problems: problems.map(toProblem), rules: outcome.rules.length, requests: outcome.requests };
}

const WRONG: ReadonlySet<RuleResult['outcome']> = new Set(['fail', 'warn', 'flaky', 'error'] as const);

/**
 * An invariant without an exchange to judge is not a gap: the mutants' own runs have some. Nor is a rule whose every call was
 * answered as it says, and which only cannot tell why: a fault that it names shows all the same.
 */
function judged({ outcome, invariant, reason }: RuleResult): boolean {
  return (
    outcome === 'pass' ||
    invariant === true ||
    (outcome === 'skipped' && reason?.startsWith(UNOBSERVABLE) === true)
  );
}

function toProblem({ id, outcome, reason, findings = [] }: RuleResult): CleanProblem {
  return { rule: id, outcome, reason: findings[0]?.message ?? reason ?? '' };
}
