import { runAgainst } from '../../harness/testing/run-against.ts';
import type { RuleResult } from '../../results/record.ts';
import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { deservedBy, isNamed } from '../../twin/dialects/deserved-warnings.ts';
import type { Dialect } from '../../twin/dialects/axes.ts';
import { serveTwin } from './serve-twin.ts';
import { ruleLine } from './wrong-rules.ts';

const LATEST: Edition = 'current';
const BAD = new Set<RuleResult['outcome']>(['fail', 'error', 'fixed']);

/** What a whole run has against the second implementation, which conforms in every dialect; also a warning that it deserves and did not get. */
export async function accusations(
  choices: Dialect,
  { edition = LATEST, seed = 1 }: { readonly edition?: Edition; readonly seed?: number } = {},
): Promise<string[]> {
  const twin = await serveTwin(choices);
  try {
    const contract = loadContract(edition);
    const { rules, notRestored, unreachable } = await runAgainst(
      twin.target,
      {},
      { contract, seed, runs: 1, workers: 8 },
    );
    const { warns, mayWarn, blocks } = deservedBy(choices);
    const of = (outcome: RuleResult['outcome']) => rules.filter((one) => one.outcome === outcome);
    const undeserved = [
      ...rules.filter(({ outcome }) => BAD.has(outcome)),
      // What it deserves a warning for may have been over when the rule looked again.
      ...[...of('warn'), ...of('flaky')].filter(({ id }) => !isNamed(id, [...warns, ...mayWarn])),
      ...of('blocked').filter(({ id }) => !isNamed(id, blocks)),
    ];
    // Some deserve a warning by rules that an older edition does not have.
    const silent = warns.filter(
      (pattern) => edition === LATEST && !of('warn').some(({ id }) => isNamed(id, [pattern])),
    );
    return [
      ...(unreachable === null ? [] : [`unreachable: ${unreachable}`]),
      ...notRestored.map((problem) => `not restored: ${problem}`),
      ...undeserved.map(ruleLine),
      ...silent.map((pattern) => `no warning of ${pattern}`),
    ];
  } finally {
    await twin.close();
  }
}
