import { findingId } from '../results/normalized-answer.ts';
import type { Finding, RecordedExchange, ReplayCall } from '../results/record.ts';
import { hostility } from '../targets/guard/hostile.ts';
import type { Exchange } from '../targets/transport/exchange.ts';
import type { Target } from '../targets/target.ts';
import { describeAnswer } from './answers/describe.ts';
import type { Refutation } from './errors.ts';
import type { BreachKind } from './invariants/breach.ts';
import type { Invariant } from './invariants/invariant.ts';
import { Counterexample } from './properties.ts';
import type { Rule } from './rule.ts';
import { toReplayCall, type TracedCall } from './trace.ts';
import { ownCommand } from '../results/text/own-command.ts';

/** How many exchanges of one finding are kept; the last ones are those that matter. */
const KEPT_EXCHANGES = 60;

/** Turns what was thrown and sent into data. */
export class FindingWriter {
  readonly #target: Target;
  readonly #seed: number;
  readonly #record: (exchange: Exchange) => RecordedExchange;

  readonly #again: string | null;

  /** `again`: the options that name the target and the run in the command that reproduces; `null`: the target's name. */
  constructor(
    target: Target,
    seed: number,
    record: (exchange: Exchange) => RecordedExchange,
    again: string | null = null,
  ) {
    this.#again = again;
    this.#target = target;
    this.#seed = seed;
    this.#record = record;
  }

  ofRule(
    rule: Rule,
    seed: number,
    error: Refutation | Counterexample,
    calls: readonly TracedCall[],
  ): Finding {
    const counterexample = error instanceof Counterexample ? error : null;
    const refutation = counterexample?.refutation ?? (error as Refutation);
    const made = counterexample?.calls ?? calls;
    return {
      ...this.#common(rule, made),
      id: findingId(rule.id, refutation.form),
      answer: refutation.form,
      message: refutation.message,
      expected: refutation.expected,
      actual: refutation.actual,
      counterexample: counterexample?.value ?? null,
      variant: counterexample?.variant ?? null,
      count: 1,
      seed,
      path: counterexample?.path ?? null,
      shrinks: counterexample?.shrinks ?? 0,
      shrinkNote: counterexample?.shrinkNote ?? null,
    };
  }

  /** Of the breaches of one operation with one normalized answer. */
  ofInvariant(invariant: Invariant, { operation, form, broken, passing, shown }: BreachKind): Finding {
    const calls = shown.calls.map((call, index) =>
      index === shown.calls.length - 1
        ? { ...call, expected: { kind: 'invariant' as const, rule: invariant.id } }
        : { ...call, expected: { kind: 'anything' as const } },
    );
    return {
      ...this.#common(invariant, calls),
      id: findingId(invariant.id, form, operation),
      answer: form,
      message: `expected ${invariant.expected}; ${shown.problem}`,
      expected: `${operation ?? 'any request'}: ${invariant.expected}`,
      actual: `${describeAnswer(shown.answer)} — ${shown.problem}`,
      counterexample: null,
      variant: `met in ${shown.rule}`,
      count: broken + passing,
      seed: this.#seed,
      path: null,
      shrinks: 0,
      shrinkNote: null,
    };
  }

  #common(rule: Pick<Rule, 'id' | 'level' | 'statement' | 'source'>, calls: readonly TracedCall[]) {
    const replayCalls: ReplayCall[] = calls.map(toReplayCall);
    return {
      rule: rule.id,
      level: rule.level,
      statement: rule.statement,
      source: rule.source,
      operation: calls.at(-1)?.request.operation ?? null,
      calls: replayCalls,
      ...(calls.some(({ request }) => hostility(request, request.transport) !== null)
        ? { hostile: true as const }
        : {}),
      exchanges: calls.slice(-KEPT_EXCHANGES).map((call) => this.#record(call.answer.exchange)),
      reproduce: {
        command: `${ownCommand()} run ${this.#targetOptions()} --rule ${rule.id} --seed ${this.#seed}`,
        curl: this.#curl(calls.at(-1)),
      },
    };
  }

  #targetOptions(): string {
    if (this.#again !== null) return this.#again;
    // What only an address named is called by its host.
    return this.#target.name === this.#target.endpoint.host
      ? `--endpoint ${this.#target.endpoint.href}`
      : `--target ${this.#target.name}`;
  }

  #curl(call: TracedCall | undefined): string | null {
    if (!call || call.input === undefined) return null;
    const base = this.#target.endpoint.href.replace(/\/$/, '');
    const body = JSON.stringify(call.input).replaceAll("'", String.raw`'\''`);
    return [
      `curl --aws-sigv4 aws:amz:${this.#target.region}:account --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
      `-H 'content-type: application/json' --data-binary '${body}' '${base}${call.request.target}'`,
    ].join(' ');
  }
}
