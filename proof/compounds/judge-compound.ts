import type { Mutant } from '../../mutants/mutant.ts';
import type { Compound, Compounding } from '../../mutants/compound/compound.ts';
import type { ComponentOutcome, CompoundRow } from '../../results/compounds-report.ts';
import type { RuleResult } from '../../results/record.ts';
import type { Rule } from '../../harness/rule.ts';
import { judgeService } from '../judge-service.ts';
import { isAlso, namedRules, type MutantRun } from '../run-mutant.ts';
import { firmFindings, holdsReason, named } from './findings.ts';
import { isVisible } from './is-visible.ts';

export type CompoundRun = Pick<MutantRun, 'contract' | 'rules' | 'seed' | 'runs' | 'signal'>;

/** Serves several faults at once in this process, lets the rules of all of them judge, and says of each what came of it. */
export async function judgeCompound(
  components: readonly Mutant[],
  compounding: Compounding,
  run: CompoundRun,
): Promise<CompoundRow> {
  const startedAt = performance.now();
  const rules = new Set(components.flatMap((component) => namedRules(component, run)));
  const compound = compounding.join(components);
  const judging = new Judging(compound, compounding, [...rules], run);
  const results = await judging.ask(compound);
  const rows = [];
  for (const component of components) {
    const { id, fault, rule } = component;
    rows.push({ id, fault, rule, ...(await judging.outcomeOf(component, results)) });
  }
  return {
    components: rows,
    rules: rules.size,
    requests: judging.requests,
    durationMs: performance.now() - startedAt,
  };
}

class Judging {
  requests = 0;
  readonly #compound: Compound;
  readonly #compounding: Compounding;
  readonly #rules: readonly Rule[];
  readonly #run: CompoundRun;

  constructor(compound: Compound, compounding: Compounding, rules: readonly Rule[], run: CompoundRun) {
    this.#compound = compound;
    this.#compounding = compounding;
    this.#rules = rules;
    this.#run = run;
  }

  async ask(
    service: Pick<Mutant, 'options' | 'compose'>,
    rules = this.#rules,
  ): Promise<readonly RuleResult[]> {
    const outcome = await judgeService(servedAs(service), { ...this.#run, rules, workers: 1 });
    this.requests += outcome.requests;
    return outcome.rules;
  }

  async outcomeOf(component: Mutant, results: readonly RuleResult[]): Promise<ComponentOutcome> {
    const own = results.filter(({ id }) => id === component.rule || isAlso(component, id));
    const right = own.flatMap(firmFindings).find((finding) => holdsReason(finding, component.because));
    if (right) return { outcome: 'found', how: 'own', by: named(right) };
    const others = this.#compounding.join(this.#compound.components.filter((one) => one !== component));
    const without = new Set((await this.ask(others)).flatMap(firmFindings).map(keyOf));
    const more = results.flatMap(firmFindings).find((finding) => !without.has(keyOf(finding)));
    if (more) return { outcome: 'found', how: 'difference', by: named(more) };
    if (!(await this.#shows(component, others))) return { outcome: 'invisible' };
    return { outcome: 'missed', note: noteOf(component, own), hiddenBy: own.flatMap(hidingFindings) };
  }

  /** Whether the calls that show a fault where it is alone are answered otherwise for it here too. */
  async #shows(component: Mutant, others: Compound): Promise<boolean> {
    const alone = await this.ask(component, namedRules(component, this.#run));
    const findings = alone
      .filter(({ id }) => id === component.rule || isAlso(component, id))
      .flatMap(firmFindings)
      .filter((finding) => holdsReason(finding, component.because));
    for (const finding of findings)
      if (await isVisible(finding, servedAs(this.#compound), servedAs(others), this.#run)) return true;
    return false;
  }
}

function servedAs({ options, compose }: Pick<Mutant, 'options' | 'compose'>) {
  return { ...options, ...(compose ? { compose } : {}) };
}

function keyOf(finding: Parameters<typeof named>[0]): string {
  const { rule, answer } = named(finding);
  return `${rule}\n${answer}`;
}

/** What became of the rules that had to notice, the one that it names first. */
function noteOf({ rule }: Mutant, own: readonly RuleResult[]): string {
  return own
    .toSorted((one, other) => Number(other.id === rule) - Number(one.id === rule))
    .map(({ id, outcome, reason }) => {
      const said = `${outcome}${reason ? ` (${reason})` : ''}`;
      return id === rule ? said : `${id}: ${said}`;
    })
    .join('; ');
}

/** What its rules found instead. */
function hidingFindings(result: RuleResult) {
  return firmFindings(result).map((finding) => ({
    ...named(finding),
    expected: finding.expected,
    actual: finding.actual,
  }));
}
