import type { Finding, JsonValue } from '../reports/record.ts';
import type { FindingWriter } from '../suites/finding.ts';
import type { Rule } from '../suites/rule.ts';
import { Refutation } from '../suites/thrown.ts';
import type { TracedCall } from '../suites/trace.ts';
import type { Breach } from './breach.ts';
import type { Performed } from './thread.ts';

/** A finding of the fuzzer: one file each, for `replay`. */
export interface FuzzFinding extends Finding {
  /** How often the minimal calls showed it when they were sent again. Less than always: flaky. */
  readonly reproduced: { readonly times: number; readonly of: number };
}

/** Turns a breach with the calls that show it into data; the last of them shows it. */
export function findingOf(
  writer: FindingWriter,
  breach: Breach,
  performed: readonly Performed[],
  made: { seed: number; shrinks: number; note: string | null; targetOptions: string },
): Finding {
  const calls = performed.map((one, at): TracedCall => ({
    request: one.request,
    answer: one.answer,
    expected: at === performed.length - 1 ? breach.expectation : { kind: 'anything' },
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
    variant: performed.at(-1)?.call.label || null,
    shrinks: made.shrinks,
    shrinkNote: made.note,
    reproduce: {
      command: `account-conformance replay FILE ${made.targetOptions}`,
      curl: calls.length === 1 ? written.reproduce.curl : null,
    },
  };
}
