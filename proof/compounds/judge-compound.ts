import type { Mutant } from '../../mutants/mutant.ts';
import type { Compound, Compounding } from '../../mutants/compound/compound.ts';
import type { ComponentOutcome, CompoundRow } from '../../results/compounds-report.ts';
import type { Finding, RuleResult } from '../../results/record.ts';
import type { Rule } from '../../harness/rule.ts';
import { judgeService, servedAs, SHORT_REGION_TIMEOUT, startImpatient } from '../judge-service.ts';
import { holds, isAlso, namedRules, type MutantRun } from '../run-mutant.ts';
import { findingsOf, firmFindings, named } from './findings.ts';
import type { EmbeddedOptions } from '../embedded.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { connect } from '../../harness/connect.ts';
import { BrokenConnection, HarnessFault } from '../../harness/errors.ts';
import { replayFinding } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { headerValue } from '../../targets/transport/header-list.ts';

export interface CompoundRun extends Pick<MutantRun, 'contract' | 'rules' | 'seed' | 'runs' | 'signal'> {
  /** With how many seeds, from the run's on, a fault that was not found is judged alone, for the calls that show it. */
  readonly seedsAlone?: number | undefined;
}

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
    { rules = this.#rules, seed = this.#run.seed }: Partial<Pick<CompoundRun, 'rules' | 'seed'>> = {},
  ): Promise<readonly RuleResult[]> {
    const outcome = await judgeService(servedAs(service), {
      ...this.#run,
      rules,
      seed,
      workers: 1,
      regionTimeout: SHORT_REGION_TIMEOUT,
    });
    this.requests += outcome.requests;
    return outcome.rules;
  }

  async outcomeOf(component: Mutant, results: readonly RuleResult[]): Promise<ComponentOutcome> {
    const own = results.filter(({ id }) => id === component.rule || isAlso(component, id));
    const right = own.flatMap(findingsOf).find((finding) => holds(finding, component.because ?? null));
    if (right) return { outcome: 'found', how: 'own', by: named(right) };
    const others = this.#compounding.join(this.#compound.components.filter((one) => one !== component));
    const { ofOneRule, left } = await this.#moreThan(others, results);
    if (ofOneRule) return { outcome: 'found', how: 'difference', by: named(ofOneRule) };
    if (!(await this.#shows(component, others))) return { outcome: 'invisible' };
    // What all calls together show, such as a broken invariant, may come from a rule that was not asked.
    const [ofAll] = left.length === 0 ? [] : missingIn(await this.ask(others), results);
    if (ofAll) return { outcome: 'found', how: 'difference', by: named(ofAll) };
    return { outcome: 'missed', note: noteOf(component, own), hiddenBy: hidingFindings(own, results) };
  }

  /** What of the findings of the compound is missing in the service with these faults alone, as far as its failing rules tell. */
  async #moreThan(
    others: Compound,
    results: readonly RuleResult[],
  ): Promise<{ readonly ofOneRule: Finding | undefined; readonly left: readonly Finding[] }> {
    const failing = new Set(results.filter((one) => firmFindings(one).length > 0).map(({ id }) => id));
    const asked = this.#rules.filter(({ id }) => failing.has(id));
    const left = missingIn(await this.ask(others, { rules: asked }), results);
    const ids = new Set(asked.map(({ id }) => id));
    return { ofOneRule: left.find(({ rule }) => ids.has(rule)), left };
  }

  /** Whether the calls that show a fault where it is alone are answered otherwise for it here too. */
  async #shows(component: Mutant, others: Compound): Promise<boolean> {
    const { seed, seedsAlone = 1 } = this.#run;
    for (let more = 0; more < seedsAlone; more += 1)
      for (const finding of await this.#ownFindings(component, seed + more))
        if (await isVisible(finding, servedAs(this.#compound), servedAs(others), this.#run)) return true;
    return false;
  }

  async #ownFindings(component: Mutant, seed: number): Promise<readonly Finding[]> {
    const alone = await this.ask(component, { rules: namedRules(component, this.#run), seed });
    return alone
      .filter(({ id }) => id === component.rule || isAlso(component, id))
      .flatMap(firmFindings)
      .filter((finding) => holds(finding, component.because ?? null));
  }
}

/** The findings that are among some results and not among others. */
function missingIn(others: readonly RuleResult[], results: readonly RuleResult[]): readonly Finding[] {
  const known = new Set(others.flatMap(firmFindings).map(({ id }) => id));
  return results.flatMap(firmFindings).filter(({ id }) => !known.has(id));
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

/** What its rules found instead, and the findings that took away what they rest on. */
function hidingFindings(own: readonly RuleResult[], results: readonly RuleResult[]) {
  const blocking = new Set(own.flatMap(({ blockedBy = [] }) => blockedBy));
  const hiding = [
    ...own.flatMap(findingsOf),
    ...results.flatMap(firmFindings).filter(({ id }) => blocking.has(id)),
  ];
  return hiding.map((finding) => ({
    ...named(finding),
    expected: finding.expected,
    actual: finding.actual,
  }));
}

/** Whether the calls of a finding are answered otherwise by one service than by another, and not by chance. */
async function isVisible(
  finding: Finding,
  one: EmbeddedOptions,
  other: EmbeddedOptions,
  run: Pick<MutantRun, 'contract' | 'signal'>,
): Promise<boolean> {
  const both = async () => [
    await replayedAnswers(finding, one, run),
    await replayedAnswers(finding, other, run),
  ];
  const [first = [], second = []] = await both();
  if (!differs(first, second)) return false;
  const [again = [], secondAgain = []] = await both();
  // What changes from one time to the next says nothing.
  const firm = (answer: string | undefined, index: number) =>
    answer === again[index] && second[index] === secondAgain[index];
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, index) => index).some(
    (index) => first[index] !== second[index] && firm(first[index], index),
  );
}

function differs(one: readonly string[], other: readonly string[]): boolean {
  return one.length !== other.length || one.some((answer, index) => answer !== other[index]);
}

/**
 * How a service that nobody has asked before answers the calls of a finding, in a form that can be compared: status, error,
 * reason, names of headers and body, without the id of the request. Where the connection breaks, the answers end with that.
 */
async function replayedAnswers(
  finding: Finding,
  options: EmbeddedOptions,
  { contract, signal }: { readonly contract: Contract; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { target, close } = await startImpatient({ contract, ...options });
  const { client } = await connect(target, contract);
  try {
    const restorer = new StateRestorer(target, contract, client);
    const { calls } = await replayFinding(finding, { target, contract, client, restorer, signal });
    return calls.map(({ answer }) => comparable(answer, contract));
  } catch (error) {
    if (error instanceof BrokenConnection || error instanceof HarnessFault) return [error.name];
    throw error;
  } finally {
    await client.close();
    await close();
  }
}

function comparable({ exchange, status, error, reason }: Answer, { wire }: Contract): string {
  const { response, fault } = exchange;
  if (!response) return `no answer: ${fault?.kind ?? 'closed'}`;
  const id = headerValue(response.headers, wire.requestIdHeader);
  const body = Buffer.from(response.body).toString('latin1');
  return JSON.stringify({
    status,
    error,
    reason,
    headers: [...new Set(response.headers.map(([name]) => name.toLowerCase()))].toSorted(),
    body: id ? body.replaceAll(id, 'ID') : body,
  });
}
