import { afterAll, beforeAll, describe, test, type TestContext } from 'vitest';
import type { Finding, RuleResult } from '../results/record.ts';
import { countNoun } from '../results/text/wording.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { INVARIANTS } from './invariants/registry.ts';
import { suiteOf, type Rule } from './rule.ts';
import type { Runner, RunnerOutcome } from './runner/runner.ts';

export interface Binding {
  readonly rules: readonly Rule[];
  /** Ids of the rules and invariants that become tests. */
  readonly reported: ReadonlySet<string>;
  readonly strict: boolean;
  /** Milliseconds for one rule. */
  readonly timeoutMs: number;
  /** Opens the target. */
  start(): Promise<Runner>;
  /** A result without what may not be shown. */
  show(result: RuleResult): RuleResult;
  /** Told what came of it, after the last test. */
  finish(outcome: RunnerOutcome): Promise<void>;
}

/** Registers each rule as a vitest test over the one runner; the invariants, which watch them all, come last. */
export function bindRules(binding: Binding): void {
  let runner: Runner;
  beforeAll(async () => {
    runner = await binding.start();
    await runner.begin();
  }, binding.timeoutMs);
  afterAll(async () => {
    await runner.putBack();
    await binding.finish(runner.end());
  }, binding.timeoutMs);

  const shown = binding.rules.filter(({ id }) => binding.reported.has(id));
  for (const suite of new Set(shown.map(({ id }) => suiteOf(id)))) {
    describe(suite, () => {
      for (const rule of shown.filter(({ id }) => suiteOf(id) === suite)) {
        test(rule.id, { timeout: binding.timeoutMs }, async (context) => {
          settle(binding.show(await runner.runOne(rule)), context, binding.strict);
        });
      }
    });
  }
  describe('invariants', () => {
    for (const { id } of INVARIANTS.filter((invariant) => binding.reported.has(invariant.id))) {
      test(id, (context) => {
        const result = runner.end().rules.find((one) => one.id === id);
        if (result) settle(binding.show(result), context, binding.strict);
      });
    }
  });
}

/** A test passes, fails or is skipped as the rule's outcome says. */
function settle(result: RuleResult, context: TestContext, strict: boolean): void {
  const { outcome, reason = '', findings = [], blockedBy = [] } = result;
  if (outcome === 'skipped' || outcome === 'blocked') {
    const ids = blockedBy.length === 0 ? '' : ` (blocked by ${blockedBy.join(', ')})`;
    context.skip(escapeInvisible(`${outcome}: ${reason}${ids}`));
  }
  const fails =
    outcome === 'fail' || outcome === 'error' || (strict && (outcome === 'warn' || outcome === 'flaky'));
  if (fails)
    throw new Error(
      escapeInvisible(findings.length > 0 ? describeFindings(result) : `${outcome}: ${reason}`, {
        lines: true,
      }),
    );
}

/** A failed rule in words, with each of its findings. */
export function describeFindings({ statement, source, findings = [], moreFindings = 0 }: RuleResult): string {
  const more = moreFindings > 0 ? [`and ${countNoun(moreFindings, 'more finding')}`] : [];
  const [first] = findings;
  const command = first ? [`reproduce: npx --no ${first.reproduce.command}`] : [];
  return [statement, `source: ${source}`, ...findings.map(describeFinding), ...more, ...command].join('\n');
}

function describeFinding({ expected, actual, variant }: Finding): string {
  const lines = [`expected: ${expected}`, `actual: ${actual}`];
  return [...lines, ...(variant === null ? [] : [`variant: ${variant}`])].join('\n');
}
