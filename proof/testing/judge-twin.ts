import { describe, expect, test } from 'vitest';
import type { RuleResult } from '../../results/record.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';
import { deservedBy, isNamed } from '../../twin/dialects/deserved-warnings.ts';
import type { Dialect } from '../../twin/dialects/axes.ts';
import { serveTwin } from './serve-twin.ts';

const BAD = new Set(['fail', 'flaky', 'error', 'fixed']);

/** Registers a whole run against the second implementation for each dialect. For tests. */
export function accusesNone(dialects: readonly (readonly [name: string, Dialect])[]): void {
  describe('a second implementation, however it uses its freedom, is accused of nothing', () => {
    test.each(dialects)('%s', (_, choices) => judge(choices));
  });
}

async function judge(choices: Dialect): Promise<void> {
  const twin = await serveTwin(choices);
  try {
    const { rules, notRestored, unreachable } = await runAgainst(
      twin.target,
      {},
      {
        contract: loadContract('current'),
        runs: 1,
        workers: 8,
      },
    );
    expect({ notRestored, unreachable }).toEqual({ notRestored: [], unreachable: null });
    expect(rules.filter(({ outcome }) => BAD.has(outcome)).map(shown)).toEqual([]);

    const { warns, mayWarn, blocks } = deservedBy(choices);
    const of = (outcome: RuleResult['outcome']) => rules.filter((one) => one.outcome === outcome);
    const undeserved = of('warn').filter(({ id }) => !isNamed(id, [...warns, ...mayWarn]));
    expect(undeserved.map(shown)).toEqual([]);
    expect(of('blocked').filter(({ id }) => !isNamed(id, blocks))).toEqual([]);
    const silent = warns.filter((pattern) => !of('warn').some(({ id }) => isNamed(id, [pattern])));
    expect(silent).toEqual([]);
  } finally {
    await twin.close();
  }
}

function shown({ id, outcome, reason, findings = [] }: RuleResult): string {
  return `${outcome} ${id}: ${reason ?? ''} ${findings.map((one) => `${one.expected}; got ${one.actual}`).join(', and ')}`;
}
