import fc from 'fast-check';
import { refusal } from '../../harness/caller.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { SIGNING_CASES } from './cases.ts';
import type { SigningFault } from './fault.ts';
import { SIGNED, SIGNED_OPERATIONS, acceptsAll, refusedUnlikeTwin } from './steps.ts';

const queryForm = rule({
  ...SIGNED,
  id: 'signing/query-form',
  level: 'should',
  statement: 'A request that is signed in its query string is accepted.',
  source: guide('Common Parameters'),
  check: (context) => acceptsAll(context, [{ label: 'query string', arbitrary: fc.constant(IN_QUERY) }]),
});

const IN_QUERY: SigningFault = { signing: { query: true } };

/** Causes that a signature in the query string can have as well. */
const QUERY_CAUSES = ['wrong-signature', 'body-changed', 'date-past', 'unknown-key', 'other-service'];

const queryRefusals = rule({
  ...SIGNED,
  id: 'signing/query-form-refusals',
  level: 'must',
  statement: 'A wrong signature in the query string is refused as it is in the header.',
  source: guide('Common Parameters', 'Signing AWS Account Management API requests'),
  async check(context) {
    const cases = QUERY_CAUSES.flatMap((cause) => SIGNING_CASES[cause]?.(context) ?? []).flatMap(inQuery);
    const subject = { context, caller: context.caller, account: {} };
    for (const operation of SIGNED_OPERATIONS)
      await context.forEach(cases, (fault) =>
        refusedUnlikeTwin(subject, operation, fault, refusal(context.contract, [])),
      );
  },
});

/** The same fault of a signature in the query string; nothing where it is one of the header. */
function inQuery({ label, arbitrary }: Variant<SigningFault>): Variant<SigningFault>[] {
  if (fc.sample(arbitrary, { seed: 1, numRuns: 1 }).some(({ authorization }) => authorization)) return [];
  return [
    {
      label,
      arbitrary: arbitrary.map((fault) => ({ ...fault, signing: { ...fault.signing, query: true } })),
    },
  ];
}

export const queryFormRules: readonly Rule[] = [queryForm, queryRefusals];
