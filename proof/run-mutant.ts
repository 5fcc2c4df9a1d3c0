import type { MutantOutcome, MutantRow } from '../results/kill-matrix.ts';
import type { Finding, RuleResult } from '../results/record.ts';
import { fits } from '../results/text/fits.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Contract } from '../spec/contract.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import type { Rule } from '../harness/rule.ts';
import { sampleRulesOf } from './sample-rules.ts';
import { judgeService, servedAs } from './judge-service.ts';

export interface MutantRun {
  readonly contract: Contract;
  readonly rules: readonly Rule[];
  readonly seed: number;
  readonly runs: number;
  /** Runs every rule, not only the named one. */
  readonly full: boolean;
  /** How many rules beside the named one are asked where that finds nothing. */
  readonly neighbours: number;
  readonly signal: AbortSignal;
}

/** Serves one mutant in this process and lets its rule judge it; others only where that finds nothing. */
export async function runMutant(mutant: Mutant, run: MutantRun): Promise<MutantRow> {
  const startedAt = performance.now();
  const first = run.full ? run.rules : namedRules(mutant, run);
  const seen = await judge(mutant, first, run);
  let { results, requests } = seen;
  if (!run.full && missedBy(mutant, results).length > 0) {
    const neighbours = await judge(mutant, neighboursOf(mutant, first, run), run);
    results = [...results, ...neighbours.results];
    requests += neighbours.requests;
  }
  return concluded(mutant, results, { requests, durationMs: performance.now() - startedAt });
}

/** The rules that have to notice a mutant; for an invariant, with some in whose exchanges it must show. */
export function namedRules(
  mutant: Mutant,
  { contract, rules }: Pick<MutantRun, 'contract' | 'rules'>,
): readonly Rule[] {
  const { id, rule } = mutant;
  const sampleRules = INVARIANTS.some((invariant) => invariant.id === rule)
    ? ofOperation(id, sampleRulesOf(rules, contract), contract)
    : [];
  return rules.filter(
    (one) =>
      one.id === rule || sampleRules.includes(one) || (one.level !== 'contested' && isAlso(mutant, one.id)),
  );
}

/** Whether a broad fault has to be noticed by this rule too. */
export function isAlso({ also = [] }: Mutant, id: string): boolean {
  return also.some((pattern) => fits(pattern, id));
}

/** The rules that had to notice and did not, by id. */
function missedBy(mutant: Mutant, results: readonly RuleResult[]): string[] {
  const also = results.filter(
    (result) => result.level !== 'contested' && isAlso(mutant, result.id) && !isFinding(result),
  );
  const named = foundBy(mutant.rule, results) ? [] : [mutant.rule];
  return [...new Set([...named, ...also.map(({ id }) => id)])];
}

/** A derived mutant of one operation shows in the rules about that one. */
function ofOperation(id: string, rules: readonly Rule[], { operations }: Contract): readonly Rule[] {
  const [, operation = ''] = id.split('/');
  return operation in operations ? rules.filter((rule) => rule.operations[0] === operation) : rules;
}

/** Rules that send what the named one sends, those of the most similar name first; for an invariant, any. */
function neighboursOf(
  { rule, options }: Mutant,
  tried: readonly Rule[],
  { rules, neighbours }: MutantRun,
): Rule[] {
  // Where rates are enforced, others would spend most of their time waiting.
  const inTime = (one: Rule) => !options?.enforceQuotas || one.capability === 'quotas';
  const named = rules.find(({ id }) => id === rule);
  const touches = (one: Rule) => !named || one.operations.some((name) => named.operations.includes(name));
  return rules
    .filter((one) => !tried.includes(one) && one.level !== 'contested' && inTime(one) && touches(one))
    .toSorted((one, other) => shared(other.id, rule) - shared(one.id, rule))
    .slice(0, neighbours);
}

/** How many characters two ids begin with in common. */
function shared(one: string, other: string): number {
  const at = Array.from(one).findIndex((character, index) => character !== other[index]);
  return at === -1 ? one.length : at;
}

async function judge(mutant: Mutant, rules: readonly Rule[], run: MutantRun) {
  const outcome = await judgeService(servedAs(mutant), { ...run, rules, workers: 1 });
  return { results: outcome.rules, requests: outcome.requests };
}

const FOUND = new Set(['fail', 'warn', 'flaky']);

function isFinding({ outcome }: RuleResult): boolean {
  return FOUND.has(outcome);
}

function foundBy(rule: string, results: readonly RuleResult[]): RuleResult | undefined {
  return results.find((result) => result.id === rule && isFinding(result));
}

function concluded(
  mutant: Mutant,
  results: readonly RuleResult[],
  spent: Pick<MutantRow, 'requests' | 'durationMs'>,
): MutantRow {
  const { id, kind, fault, rule, because = null } = mutant;
  const found = foundBy(rule, results);
  const finding = shownFinding(found?.findings ?? [], because);
  const others = results.filter((result) => result.id !== rule && isFinding(result)).map((one) => one.id);
  const named = results.find((result) => result.id === rule);
  return {
    id,
    kind,
    fault,
    rule,
    because,
    ...withMissed(missedBy(mutant, results), rule, {
      outcome: outcomeOf(finding, because, others),
      note: noteOf(named, finding !== null),
    }),
    finding,
    others: [...new Set(others)].toSorted(),
    ...spent,
  };
}

const SHOWN = 5;

/** A broad fault that its named rule noticed survives where another rule, which has to notice it, did not. */
function withMissed(
  missed: readonly string[],
  rule: string,
  judged: Pick<MutantRow, 'outcome' | 'note'>,
): Pick<MutantRow, 'outcome' | 'note'> {
  if (missed.length === 0 || missed.includes(rule)) return judged;
  const more = missed.length > SHOWN ? ` and ${missed.length - SHOWN} more` : '';
  return { outcome: 'survived', note: `missed by ${missed.slice(0, SHOWN).join(', ')}${more}` };
}

function outcomeOf(
  finding: MutantRow['finding'],
  because: string | null,
  others: readonly string[],
): MutantOutcome {
  if (!finding) return others.length > 0 ? 'killed by another rule only' : 'survived';
  return holds(finding, because) ? 'killed' : 'killed for another reason';
}

/** The finding with the stated reason, or else the first. */
function shownFinding(findings: readonly Finding[], because: string | null): MutantRow['finding'] {
  const shown = findings.find((one) => holds(one, because)) ?? findings[0];
  return shown ? { expected: shown.expected, actual: shown.actual } : null;
}

/** Whether a finding was made for the reason that a mutant gives; without a reason, for whatever. */
export function holds(
  { expected, actual }: Pick<Finding, 'expected' | 'actual'>,
  because: string | null,
): boolean {
  return because === null || `${expected}\n${actual}`.includes(because);
}

function noteOf(named: RuleResult | undefined, found: boolean): string | null {
  if (!named) return 'there is no such rule';
  if (found && named.outcome !== 'flaky') return null;
  return `${named.outcome}${named.reason ? `: ${named.reason}` : ''}`;
}
