import { claimedReads } from '../../harness/contract-lookup.ts';
import { runRules } from '../../harness/runner/runner.ts';
import { surveyedOperation } from '../../harness/survey/implemented.ts';
import type { RecordedDeviation, RecordedExchange, RuleResult } from '../../results/record.ts';
import { implementedRules } from '../../suites/errors/implemented.rules.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import type { Check, Examination } from './examine-target.ts';

/** What a survey says of each operation that changes nothing, and what the rules of a run would let pass. */
export async function checkOperations(
  { target, contract, client, signal }: Examination,
  record: (exchange: Exchange) => RecordedExchange,
): Promise<Check[]> {
  const survey = implementedRules(contract);
  const { rules, deviations = [] } = await runRules({
    target,
    contract,
    client,
    record,
    rules: survey,
    survey,
    reported: null,
    seed: 0,
    runs: 1,
    workers: 1,
    order: 'id',
    tier: 'read',
    bail: false,
    signal: signal ?? new AbortController().signal,
  });
  signal?.throwIfAborted();
  return claimedReads(contract, target).flatMap(({ name }) => {
    const result = rules.find(({ id }) => surveyedOperation(id) === name);
    return result ? [checkOf(name, result, deviations)] : [];
  });
}

function checkOf(
  operation: string,
  { outcome, reason, findings = [] }: RuleResult,
  deviations: readonly RecordedDeviation[],
): Check {
  const what = `operation ${operation}`;
  const [finding] = findings;
  const tolerated = deviations.filter((one) => one.operation === operation).map((one) => one.tolerated);
  const passes = tolerated.length > 0 ? [`let pass by the rules: ${tolerated.join(', ')}`] : [];
  if (finding) {
    const isMissing = finding.answer === 'not implemented';
    const found = [isMissing ? finding.answer : `deviates: ${finding.answer}`, ...passes].join('; ');
    const next = `see account-conformance explain errors/implemented/${operation}`;
    return { what, state: 'wrong', found, next };
  }
  if (outcome !== 'pass') return { what, state: 'open', found: reason ?? outcome };
  if (tolerated.length === 0) return { what, state: 'ok', found: 'as documented' };
  return { what, state: 'wrong', found: ['deviates', ...passes].join('; ') };
}
