import { DEFAULT_EDITION, type Edition } from '../spec/contract.ts';
import { Runner } from '../harness/runner/runner.ts';
import { bindRules } from '../harness/vitest-binding.ts';
import { redactRule } from '../results/redact/redact-record.ts';
import type { Redactor } from '../results/redact/redactor.ts';
import { Concealer } from './io/conceal.ts';
import { openTarget, type TargetOptions } from './run/open-target.ts';
import { namesOf } from './options/run-again-options.ts';
import type { WriteStop } from '../targets/journal/stoppable-client.ts';
import { connect } from '../harness/connect.ts';
import { selectFrom, type Selection } from '../suites/select.ts';
import { protectState } from './run/protect-state.ts';
import { DEFAULT_RUNS } from './run/run-conformance.ts';
import { implementedRules } from '../suites/errors/implemented-and-valid-request.rules.ts';

/** Which target, which rules, and how; what is left out has the command line's default. */
export interface ConformanceOptions extends TargetOptions, Partial<Selection> {
  readonly edition?: Edition;
  readonly seed?: number;
  readonly runs?: number;
  readonly strict?: boolean;
  /** Milliseconds for one rule; default 120,000. */
  readonly timeoutMs?: number;
}

const DEFAULT_SEED = 1;

/**
 * Registers the rules as vitest tests against a target: one line in a test file of one's own. Both ways give the same
 * outcomes, since the one runner runs them.
 */
export function conformance(options: ConformanceOptions = {}): void {
  const { edition = DEFAULT_EDITION, seed = DEFAULT_SEED, runs = DEFAULT_RUNS, strict = false } = options;
  const { contract, selected } = selectFrom(edition, {
    suites: options.suites ?? [],
    rules: options.rules ?? [],
    operations: options.operations ?? [],
    exclude: options.exclude ?? [],
    shard: options.shard ?? null,
  });
  let redactor: Redactor | undefined;
  const said = (text: string) => (redactor ? redactor.said(text) : text);
  const opened: ((settled: boolean) => Promise<void> | void)[] = [];
  bindRules({
    ...selected,
    strict,
    timeoutMs: options.timeoutMs ?? 120_000,
    async start() {
      const { target, config, close } = await openTarget(options, edition);
      const stop: WriteStop = { why: null };
      const { client, record, redactor: made } = await connect(target, contract, { stop });
      redactor = made;
      redactor.keep([...selected.reported, ...selected.rules.map(({ id }) => id)]);
      const changes = target.safety.tier !== 'read';
      const concealer = new Concealer(redactor);
      const named = namesOf(options, config);
      const protection = await protectState({ target, contract, client, concealer, changes, named, stop });
      opened.push(
        (settled) => protection.end(settled),
        () => client.close(),
        close,
      );
      return new Runner({
        target,
        contract,
        client,
        record,
        ...selected,
        survey: implementedRules(contract),
        seed,
        runs,
        workers: 1,
        order: 'id',
        tier: target.safety.tier,
        bail: false,
        signal: new AbortController().signal,
        restorer: protection.restorer,
      });
    },
    show: (result) => (redactor ? redactRule(result, redactor) : result),
    async finish({ notRestored, unreachable, fault, settled }) {
      for (const close of opened) await close(settled);
      if (unreachable !== null) throw new Error(`the target does not answer: ${said(unreachable)}`);
      if (fault !== null) throw new Error(`the run ended: ${said(fault)}`);
      if (notRestored.length > 0)
        throw new Error(`state could not be restored: ${said(notRestored.join('; '))}`);
    },
  });
}
