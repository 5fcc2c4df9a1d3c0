import type { AnswerExpectation, Finding, JsonValue } from '../results/record.ts';
import { loadLifecycle } from '../spec/load-lifecycle.ts';
import type { FindingWriter } from '../harness/finding.ts';
import type { Rule } from '../harness/rule.ts';
import { Refutation } from '../harness/errors.ts';
import type { TracedCall } from '../harness/trace.ts';
import { bucketOf, type Breach } from './execute/breach.ts';
import type { Performed } from './execute/execution.ts';
import { ownCommand } from '../results/text/own-command.ts';

/** A finding of the fuzzer: one file each, for `replay`. */
export interface FuzzFinding extends Finding {
  /** How often the minimal calls showed it when they were sent again. Less than always: flaky. */
  readonly reproduced: { readonly times: number; readonly of: number };
}

export interface FindingMade {
  readonly seed: number;
  readonly shrinks: number;
  readonly note: string | null;
  readonly targetOptions: string;
  /** How long a change of a region may take, in milliseconds. */
  readonly regionTimeout: number;
}

/** Turns a breach with the calls that show it into data; the last of them shows it. */
export function findingOf(
  writer: FindingWriter,
  breach: Breach,
  performed: readonly Performed[],
  made: FindingMade,
): Finding {
  const calls = performed.map((one, at): TracedCall => ({
    request: one.request,
    answer: one.answer,
    ...(at === performed.length - 1
      ? { expected: lastExpected(breach, performed) }
      : expectedOf(one, made.regionTimeout)),
    ...(one.call.wire ? {} : { input: one.input as JsonValue }),
  }));
  const { rule: id, level, statement, source, operation } = breach;
  const rule: Rule = {
    id,
    level,
    statement,
    source,
    since: '',
    operations: [operation],
    check: async () => {},
  };
  const written = writer.ofRule(
    rule,
    made.seed,
    new Refutation(breach.expected, breach.actual, breach.form),
    calls,
  );
  return {
    ...written,
    id: bucketOf(breach),
    variant: performed.at(-1)?.call.label || null,
    shrinks: made.shrinks,
    shrinkNote: made.note,
    reproduce: {
      command: `${ownCommand()} replay FILE ${made.targetOptions}`,
      curl: calls.length === 1 ? written.reproduce.curl : null,
    },
  };
}

/** With the place of the call that the last one is compared with. */
function lastExpected({ expectation }: Breach, performed: readonly Performed[]): AnswerExpectation {
  if (expectation.kind !== 'same-answer') return expectation;
  const first = performed.at(-1)?.call.indistinguishableFrom;
  return { ...expectation, as: performed.findIndex(({ call }) => call.id === first) };
}

/** What a call must bring before the next one is sent: mostly anything. */
function expectedOf({ call }: Performed, regionTimeout: number): Pick<TracedCall, 'expected' | 'withinMs'> {
  if (!call.untilSettled) return { expected: { kind: 'anything' } };
  const { statuses, pending } = loadLifecycle();
  const settled = statuses.filter((status) => !pending.includes(status));
  const of = settled.map((status): AnswerExpectation => ({
    kind: 'success',
    output: { RegionOptStatus: status },
    outputMatch: 'contains',
  }));
  return { expected: { kind: 'any-of', of }, withinMs: regionTimeout };
}
