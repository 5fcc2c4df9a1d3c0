import fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { protocol } from '../../harness/source.ts';
import { causeRules } from './cause.ts';
import { replacing, type SigningFault } from './fault.ts';
import { SIGNED, acceptsAll } from './steps.ts';

const headerForm = rule({
  ...SIGNED,
  id: 'signing/header-form',
  level: 'should',
  statement: 'A correct signature is accepted however its headers are spaced, cased and repeated.',
  source: protocol('Signature Version 4, canonical headers'),
  check: (context) => acceptsAll(context, HEADER_FORMS),
});

const words = fc.stringMatching(/^[a-j]{1,8}$/);

const HEADER_FORMS: readonly Variant<SigningFault>[] = [
  {
    label: 'no blank between the fields',
    arbitrary: fc.constant(replacing(', ', ',')),
  },
  {
    label: 'several blanks between the fields',
    arbitrary: fc.integer({ min: 2, max: 5 }).map((blanks) => replacing(', ', `,${' '.repeat(blanks)}`)),
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

export function headerRules(contract: Contract): Rule[] {
  return [...causeRules(contract, ['malformed-header']), headerForm];
}

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
        arbitrary: fc.constant(replacing('(Credential=.*), (Signature=.*)$', '$2, $1')),
      },
    ]),
});

export const fieldOrderRules: readonly Rule[] = [fieldOrder];
