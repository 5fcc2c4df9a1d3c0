import type { Rule } from '../../harness/rule.ts';
import type { Compound } from '../../mutants/compound/compound.ts';
import type { Finding, RuleResult } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import { firmFindings } from '../compounds/findings.ts';
import { judgeService, servedAs, SHORT_REGION_TIMEOUT } from '../judge-service.ts';

export interface WholeRun {
  readonly contract: Contract;
  readonly rules: readonly Rule[];
  readonly seed: number;
  readonly runs: number;
  /** Chooses the order of the rules, not what they send; by id, where it is not given. */
  readonly orderSeed?: number;
  readonly signal: AbortSignal;
}

/** What a rule found in a whole run. */
export interface WholeFinding {
  readonly rule: string;
  readonly id: string;
  readonly level: string;
  readonly message: string;
}

/** Which rules failed in one run of all rules, and what they found. */
export interface WholeOutcome {
  readonly failing: readonly string[];
  /** Rules that failed once and then not. */
  readonly flaky: readonly WholeFinding[];
  readonly findings: readonly WholeFinding[];
  readonly notRestored: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
}

const WORKERS = 4;
/** Milliseconds. With all rules at work an answer may come late, which says nothing of a fault. */
const LONG_REQUEST_TIMEOUT = 30_000;

/** Lets all rules judge a service with some faults. */
export async function judgeWhole(
  service: Pick<Compound, 'options' | 'compose'>,
  run: WholeRun,
): Promise<WholeOutcome> {
  const startedAt = performance.now();
  const outcome = await judgeService(servedAs(service), {
    ...run,
    workers: WORKERS,
    regionTimeout: SHORT_REGION_TIMEOUT,
    requestTimeout: LONG_REQUEST_TIMEOUT,
  });
  const idsOf = (...wanted: string[]) =>
    outcome.rules.filter((result) => wanted.includes(result.outcome)).map(({ id }) => id);
  return {
    failing: idsOf('fail', 'warn').toSorted(),
    flaky: outcome.rules.flatMap(unsteady).map(toldBriefly),
    findings: outcome.rules.flatMap(firmFindings).map(toldBriefly),
    notRestored: outcome.notRestored,
    requests: outcome.requests,
    durationMs: performance.now() - startedAt,
  };
}

/** Findings that did not come again, also of rules that then had another one. */
function unsteady(result: RuleResult): readonly Finding[] {
  const firm = firmFindings(result);
  return (result.findings ?? []).filter((finding) => !firm.includes(finding));
}

function toldBriefly({ rule, id, level, message }: Finding): WholeFinding {
  return { rule, id, level, message };
}

/** The rules that failed in some of these runs and not in all. */
export function differing(outcomes: readonly WholeOutcome[]): string[] {
  const all = new Set(outcomes.flatMap(({ failing }) => failing));
  return [...all].filter((id) => outcomes.some(({ failing }) => !failing.includes(id))).toSorted();
}

/** What a must found on a service with several faults, and its rule on none of the services with one of them. */
export function onlyTogether(together: WholeOutcome, alone: readonly WholeOutcome[]): WholeFinding[] {
  const known = new Set(alone.flatMap(({ failing }) => failing));
  return together.findings.filter(({ rule, level }) => level === 'must' && !known.has(rule));
}
