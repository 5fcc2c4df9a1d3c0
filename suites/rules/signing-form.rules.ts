import fc from 'fast-check';
import { describeAnswer } from '../../harness/answers/describe.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../harness/properties.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { guide, protocol } from '../../harness/source.ts';
import { refusal } from '../../harness/caller.ts';
import { CONTACT_OPERATIONS } from './contact-steps.ts';
import { SIGNING_CASES, smallSkews } from './signing-cases.ts';
import type { SigningFault } from './signing-fault.ts';
import { SIGNED_OPERATIONS, acceptedAsTwin, refusedUnlikeTwin } from './signing-steps.ts';
import { signedWithVersion2 } from './signing-version-2.ts';

const SIGNED = { since: '0.1.0', operations: CONTACT_OPERATIONS, capability: 'signatures' } as const;
const words = fc.stringMatching(/^[a-j]{1,8}$/);

const smallSkew = rule({
  ...SIGNED,
  id: 'signing/small-skew',
  level: 'must',
  statement: 'A request whose date is off by no more than a few minutes is accepted.',
  source: guide('Common Errors › RequestExpired'),
  check: (context) => acceptsAll(context, smallSkews()),
});

const headerForm = rule({
  ...SIGNED,
  id: 'signing/header-form',
  level: 'should',
  statement: 'A correct signature is accepted however its headers are spaced, cased and repeated.',
  source: protocol('Signature Version 4, canonical headers'),
  check: (context) => acceptsAll(context, HEADER_FORMS),
});

const HEADER_FORMS: readonly Variant<SigningFault>[] = [
  {
    label: 'no blank between the fields',
    arbitrary: fc.constant(edit(', ', ',')),
  },
  {
    label: 'several blanks between the fields',
    arbitrary: fc.integer({ min: 2, max: 5 }).map((blanks) => edit(', ', `,${' '.repeat(blanks)}`)),
  },
  {
    label: 'blanks within a signed header',
    arbitrary: fc.tuple(words, words, fc.integer({ min: 2, max: 5 })).map(([first, last, blanks]) => ({
      headers: [['x-conformance-note', `${first}${' '.repeat(blanks)}${last}`]],
      transport: 'raw',
    })),
  },
  {
    label: 'upper-case names of headers',
    arbitrary: words.map((text) => ({ headers: [['X-CONFORMANCE-NOTE', text]], transport: 'raw' })),
  },
  {
    label: 'a signed header that stands there twice',
    arbitrary: fc.tuple(words, words).map(([first, last]) => ({
      headers: [
        ['x-conformance-note', first],
        ['x-conformance-note', last],
      ],
      transport: 'raw',
    })),
  },
];

const fieldOrder = rule({
  ...SIGNED,
  id: 'signing/field-order',
  level: 'contested',
  statement: 'The fields of the Authorization header may stand in any order.',
  source: protocol('Signature Version 4, Authorization header'),
  check: (context) =>
    acceptsAll(context, [
      {
        label: 'signature first',
        arbitrary: fc.constant(edit('(Credential=.*), (Signature=.*)$', '$2, $1')),
      },
    ]),
});

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

const version2 = rule({
  ...SIGNED,
  id: 'signing/version-2',
  level: 'contested',
  statement: 'Signature Version 2 may be accepted or refused.',
  source: guide('API Reference', 'Signing AWS Account Management API requests'),
  async check(context) {
    const { caller, session, observe } = context;
    await caller.call('GetAlternateContact', { AlternateContactType: 'SECURITY' });
    const request = await signedWithVersion2(context, caller.identity);
    observe(`seen: ${describeAnswer(await session.send(request, { kind: 'no-server-error' }))}`);
  },
});

export const signingFormRules: readonly Rule[] = [
  smallSkew,
  headerForm,
  fieldOrder,
  queryForm,
  queryRefusals,
  version2,
];

function edit(pattern: string, replacement: string): SigningFault {
  return { authorization: { kind: 'replace', pattern, replacement } };
}

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

async function acceptsAll(context: RuleContext, forms: readonly Variant<SigningFault>[]): Promise<void> {
  const subject = { context, caller: context.caller, account: {} };
  for (const operation of SIGNED_OPERATIONS) {
    await context.forEach(forms, (fault) => acceptedAsTwin(subject, operation, fault));
  }
}
