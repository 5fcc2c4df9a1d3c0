import { afterAll, beforeAll, describe, test, type TestContext } from 'vitest';
import type { Finding, RuleResult } from '../results/record.ts';
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
  const { outcome, reason = '', findings: [finding] = [] } = result;
  if (outcome === 'skipped' || outcome === 'blocked') context.skip(escapeInvisible(`${outcome}: ${reason}`));
  const fails =
    outcome === 'fail' || outcome === 'error' || (strict && (outcome === 'warn' || outcome === 'flaky'));
  if (fails)
    throw new Error(
      escapeInvisible(finding ? describeFinding(finding) : `${outcome}: ${reason}`, { lines: true }),
    );
}

function describeFinding({ statement, source, expected, actual, variant, reproduce }: Finding): string {
  const lines = [
    statement,
    `source: ${source}`,
    `expected: ${expected}`,
    `actual: ${actual}`,
    ...(variant === null ? [] : [`variant: ${variant}`]),
    `reproduce: npx --no ${reproduce.command}`,
  ];
  return lines.join('\n');
}
